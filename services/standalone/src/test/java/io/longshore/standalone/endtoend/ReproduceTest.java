package io.longshore.standalone.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.model.ModelManifest;
import io.longshore.schemas.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

/** Models of a real trainer are made again from what their manifests name. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(300)
class ReproduceTest {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "longshore.tracker.effect-floor", "0.99",
          "longshore.trainer.held-out-fraction", "0.1",
          "longshore.trainer.memory-per-class", "50");
  private static final int PARTITION = 0;
  private static final long FIRST_KEPT = 3;
  private static final long EVERYTHING = -1; // as Kafka has it

  private TestSystem system;
  private ModelManifest retrained;
  private ModelManifest rebalanced;
  private Cli student;
  private Cli head;
  private Cli headFromKept;
  private Cli withoutImages;
  private Cli withoutLabels;

  @BeforeAll
  void models_are_made_again(@TempDir Path data) throws Exception {
    system = TestSystem.start(data, SETTINGS);
    system.send(Picture.heldOut(Map.of("ant", 10, "bee", 10, "cow", 10)));
    system.send(Picture.stream("stream", Map.of("ant", 140, "bee", 48, "cow", 12)));
    retrained = system.awaitServed(Gear.RETRAIN, 0);
    system.send(Picture.stream("later", Map.of("ant", 1, "cow", 8)));
    run("adapt", "rebalance", "--reason", "to see");
    rebalanced = system.awaitServed(Gear.REBALANCE, 0);
    student = run("reproduce", retrained.version().value());
    head = run("reproduce", rebalanced.version().brief());
    headFromKept =
        run(
            "reproduce",
            rebalanced.version().brief(),
            "--data-directory",
            data.resolve("services").toString());
    deleteRecords(Topics.IMAGES.name(), EVERYTHING);
    withoutImages = run("reproduce", retrained.version().brief());
    deleteRecords(Topics.LABELS.name(), FIRST_KEPT);
    withoutLabels = run("reproduce", retrained.version().brief());
  }

  private Cli run(String... arguments) {
    return Cli.run(system.withBroker(arguments));
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
  void a_retrained_model_is_made_again_byte_for_byte() {
    assertThat(student.err()).isEmpty();
    assertThat(student.out())
        .containsPattern(row("backbone", retrained.backbone().sha256()))
        .containsPattern(row("head", retrained.head().sha256()))
        .contains("the same model, byte for byte");
    assertThat(student.status()).isZero();
  }

  @Test
  void a_rebalanced_model_is_made_again_from_its_ancestor() {
    assertThat(head.err()).isEmpty();
    assertThat(head.out())
        .containsPattern(row("backbone", retrained.backbone().sha256()))
        .containsPattern(row("head", rebalanced.head().sha256()));
    assertThat(head.status()).isZero();
  }

  @Test
  void the_trainers_own_copy_is_compared_too() {
    assertThat(headFromKept.err()).isEmpty();
    assertThat(headFromKept.out()).containsPattern("(?m)^trained model +(\\w{64}) +\\1 +yes$");
    assertThat(headFromKept.status()).isZero();
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
