package io.longshore.standalone.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.model.ArtifactRef;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelRecipe;
import io.longshore.domain.model.Provenance;
import io.longshore.schemas.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Models of a real trainer are made again from what their manifests name: a first one, a rebalance
 * of it, and a retrain that began at the rebalance and has one class more.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(300)
class ReproduceTest {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "longshore.tracker.effect-floor", "0.99",
          "longshore.tracker.first-model-labels", "60",
          "longshore.trainer.held-out-fraction", "0.1",
          "longshore.trainer.memory-per-class", "20",
          "longshore.trainer.parity-images", "20",
          "longshore.trainer.retrain.start", "live",
          "longshore.trainer.retrain.remembering", "0.5");
  private static final int PARTITION = 0;
  private static final long FIRST_KEPT = 3;
  private static final long EVERYTHING = -1; // as Kafka has it

  /** A stream that no service serves. */
  private static final String ELSEWHERE = "elsewhere";

  private TestSystem system;
  private ModelManifest retrained;
  private ModelManifest rebalanced;
  private ModelManifest warm;
  private Cli warmAgain;
  private Cli headFromKept;
  private Cli ofOldWithAnotherHead;
  private Cli ofAnotherDevice;
  private Cli withoutImages;
  private Cli withoutLabels;

  @BeforeAll
  void models_are_made_again(@TempDir Path data) throws Exception {
    system = TestSystem.start(data, SETTINGS);
    system.send(Picture.heldOut(Map.of("ant", 6, "bee", 6, "cow", 6)));
    system.send(Picture.stream("stream", Map.of("ant", 36, "bee", 16, "cow", 8)));
    retrained = system.awaitServed(Gear.RETRAIN, 0);
    system.send(Picture.stream("later", Map.of("ant", 1, "cow", 8)));
    run("adapt", "rebalance", "--reason", "to see");
    rebalanced = system.awaitServed(Gear.REBALANCE, 0);
    system.send(Picture.stream("newcomers", Map.of("aardvark", 8)));
    run("adapt", "retrain", "--reason", "to see");
    warm = system.awaitServed(Gear.RETRAIN, 1);
    warmAgain = run("reproduce", warm.version().value());
    headFromKept =
        run(
            "reproduce",
            rebalanced.version().brief(),
            "--data-directory",
            data.resolve("services").toString());
    ofOldWithAnotherHead = reproduceElsewhere(oldWithAnotherHead());
    ofAnotherDevice = reproduceElsewhere(ofAnotherDevice());
    deleteRecords(Topics.IMAGES.name(), EVERYTHING);
    withoutImages = run("reproduce", retrained.version().brief());
    deleteRecords(Topics.LABELS.name(), FIRST_KEPT);
    withoutLabels = run("reproduce", retrained.version().brief());
  }

  private Cli run(String... arguments) {
    return Cli.run(system.withBroker(arguments));
  }

  private Cli reproduceElsewhere(ModelManifest manifest) {
    try (var writer = system.kafka().promptWriter(Topics.MODELS, "test")) {
      writer.write(manifest.version(), manifest);
    }
    return run("reproduce", manifest.version().brief(), "--stream", ELSEWHERE);
  }

  /** The first model as an older version wrote it down on another stack, and a head of another. */
  private ModelManifest oldWithAnotherHead() {
    Provenance from = retrained.recipe().provenance();
    var parameters = new TreeMap<>(from.parameters());
    parameters
        .keySet()
        .removeAll(List.of("device", "precision", "layout", "start", "start.live-refused"));
    var software = new TreeMap<>(from.software());
    software.put("djl", "0.1.2");
    return elsewhere(parameters, software, rebalanced.head());
  }

  private ModelManifest ofAnotherDevice() {
    Provenance from = retrained.recipe().provenance();
    var parameters = new TreeMap<>(from.parameters());
    parameters.put("device", "gpu:99");
    return elsewhere(parameters, from.software(), retrained.head());
  }

  private ModelManifest elsewhere(
      SortedMap<String, String> parameters, SortedMap<String, String> software, ArtifactRef head) {
    ModelRecipe recipe = retrained.recipe();
    Provenance from = recipe.provenance();
    return new ModelManifest(
        new ModelRecipe(
            ELSEWHERE,
            recipe.gear(),
            recipe.parent(),
            recipe.classes(),
            recipe.input(),
            recipe.featureWidth(),
            new Provenance(
                from.adaptation(),
                from.labelOffsets(),
                from.memoryDigest(),
                from.seed(),
                parameters,
                software,
                from.device())),
        retrained.backbone(),
        head,
        retrained.evaluation(),
        Optional.empty(),
        retrained.parity(),
        retrained.createdAt());
  }

  /** Deletes the records of every partition that lie before an offset. */
  private void deleteRecords(String topic, long before) throws Exception {
    try (Admin admin = system.kafka().admin("test")) {
      var described = admin.describeTopics(List.of(topic)).allTopicNames().get();
      for (var partition : requireNonNull(described.get(topic)).partitions()) {
        var at = new TopicPartition(topic, partition.partition());
        admin.deleteRecords(Map.of(at, RecordsToDelete.beforeOffset(before))).all().get();
      }
    }
  }

  @AfterAll
  void close() {
    system.close();
  }

  @Test
  void a_warm_start_names_its_parent_and_keeps_the_classes_in_their_places() {
    assertThat(warm.recipe().parent()).contains(rebalanced.version());
    assertThat(warm.recipe().provenance().parameters()).containsEntry("start", "live");
    assertThat(warm.classNames()).containsExactly("ant", "bee", "cow", "aardvark");
  }

  @Test
  void a_warm_started_model_is_made_again_byte_for_byte_with_its_ancestors() {
    assertThat(warmAgain.err()).isEmpty();
    assertThat(warmAgain.out())
        .containsPattern(row("backbone", warm.backbone().sha256()))
        .containsPattern(row("head", warm.head().sha256()))
        .contains("the same model, byte for byte");
    assertThat(warmAgain.status()).isZero();
  }

  @Test
  void a_rebalanced_model_is_made_again_from_its_kept_ancestor() {
    assertThat(headFromKept.err()).isEmpty();
    assertThat(headFromKept.out())
        .containsPattern(row("backbone", retrained.backbone().sha256()))
        .containsPattern(row("head", rebalanced.head().sha256()));
    assertThat(headFromKept.status()).isZero();
  }

  @Test
  void the_trainers_own_copy_is_compared_too() {
    assertThat(headFromKept.out()).containsPattern("(?m)^trained model +(\\w{64}) +\\1 +yes$");
  }

  @Test
  void a_manifest_that_does_not_say_what_computed_is_of_the_cpu() {
    assertThat(ofOldWithAnotherHead.out())
        .containsPattern(row("backbone", retrained.backbone().sha256()));
  }

  @Test
  void a_rebuild_that_differs_is_told_with_what_differs_of_the_stack() {
    assertThat(ofOldWithAnotherHead.out())
        .containsPattern(
            "(?m)^head +%s +%s +no$"
                .formatted(rebalanced.head().sha256(), retrained.head().sha256()))
        .contains("the rebuild differs; so does what it ran on")
        .containsPattern("(?m)^STACK +MANIFEST +HERE$")
        .containsPattern("(?m)^djl +0\\.1\\.2 +\\d")
        .doesNotContainPattern("(?m)^(java|pytorch|device) ")
        .doesNotContain("byte for byte");
    assertThat(ofOldWithAnotherHead.status()).isEqualTo(1);
  }

  @Test
  void a_model_of_a_device_that_is_not_here_is_refused_by_name() {
    assertThat(ofAnotherDevice.status()).isEqualTo(1);
    assertThat(ofAnotherDevice.err()).contains("was made on gpu:99", "no gpu:99").hasLineCount(1);
  }

  @Test
  void images_that_are_gone_are_named() {
    assertThat(withoutImages.status()).isEqualTo(1);
    assertThat(withoutImages.err())
        .contains("longshore: topic images, partition")
        .contains("first missing offset")
        .hasLineCount(1);
  }

  @Test
  void labels_that_are_gone_are_named_with_what_to_do() {
    assertThat(withoutLabels.status()).isEqualTo(1);
    assertThat(withoutLabels.err())
        .contains("topic labels, partition " + PARTITION + ": the first missing offset is 0")
        .contains("restore the topic", "retention.ms")
        .hasLineCount(1);
  }

  @Test
  void a_version_nobody_knows_is_told() {
    Cli unknown = run("reproduce", "xyz");

    assertThat(unknown.status()).isEqualTo(1);
    assertThat(unknown.err()).contains("0 models of stream default begin with 'xyz'");
  }

  private static String row(String artifact, String digest) {
    return "(?m)^" + artifact + " +" + digest + " +" + digest + " +yes$";
  }
}
