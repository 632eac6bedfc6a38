package io.longshore.standalone.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.model.ArtifactRef;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelRecipe;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.model.Provenance;
import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.prediction.Refusal;
import io.longshore.domain.prediction.RefusalReason;
import io.longshore.domain.reject.Reject;
import io.longshore.domain.reject.RejectReason;
import io.longshore.runtime.artifact.TopicArtifactStore;
import io.longshore.runtime.kafka.TopicWriter;
import io.longshore.schemas.ChunkKey;
import io.longshore.schemas.Encoded;
import io.longshore.schemas.Topics;
import io.longshore.schemas.Writer;
import io.longshore.standalone.runtime.TestTopics;
import io.longshore.standalone.watch.Seen;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Models whose artifacts or manifests are not what they ought to be. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(300)
class BadModelsTest {
  private static final int CHUNK = 512 * 1024;
  private static final Map<String, String> NO_DRIFT_ALARM =
      Map.of("longshore.tracker.effect-floor", "0.99");

  private TestSystem system;
  private ModelManifest good;
  private ModelManifest incomplete;
  private ModelManifest changed;
  private ModelManifest newer;
  private ModelManifest twice;

  @BeforeAll
  void bad_models_come(@TempDir Path data) {
    system = TestSystem.start(data, NO_DRIFT_ALARM);
    system.send(Picture.heldOut(Map.of("ant", 20, "bee", 20)));
    system.send(Picture.stream("stream", Map.of("ant", 140, "bee", 60)));
    good = system.awaitServed(Gear.RETRAIN, 0);

    incomplete = announceWithAChunkMissing();
    awaitRefused(incomplete.version());
    sendAndAwait("after-incomplete");

    changed = announceWithAChunkChanged();
    awaitRefused(changed.version());
    sendAndAwait("after-changed");

    newer = announceInANewerSchema();
    system.await(
        "the newer manifest to be refused",
        o ->
            TestTopics.values(system.kafka(), Topics.rejects(Writer.TRACKER)).stream()
                .anyMatch(r -> r.reason() == RejectReason.NEWER_SCHEMA));
    sendAndAwait("after-newer");

    twice = announceWithChunksTwice();
    system.awaitServing(twice.version());
    sendAndAwait("after-twice");
  }

  private ModelManifest announceWithAChunkMissing() {
    byte[] content = backbone("incomplete");
    long position = writeChunk(content, content, 0);
    return announce(101, ArtifactRef.of(content, position));
  }

  private ModelManifest announceWithAChunkChanged() {
    byte[] content = backbone("changed");
    byte[] flipped = content.clone();
    flipped[flipped.length - 1] ^= 1;
    long position = writeChunk(content, flipped, 0);
    writeChunk(content, flipped, 1);
    return announce(102, ArtifactRef.of(content, position));
  }

  private ModelManifest announceWithChunksTwice() {
    byte[] content = backbone("twice");
    long position = writeChunk(content, content, 0);
    writeChunk(content, content, 0);
    writeChunk(content, content, 1);
    writeChunk(content, content, 1);
    return announce(104, ArtifactRef.of(content, position));
  }

  private ModelManifest announceInANewerSchema() {
    ModelManifest manifest = variant(103, good.backbone());
    Encoded encoded = Topics.MODELS.value().encode(manifest);
    var headers = new TreeMap<>(encoded.headers());
    headers.replaceAll(
        (name, text) -> new String(text, UTF_8).replace(".v1", ".v2").getBytes(UTF_8));
    Garbage.write(
        system.kafka(),
        Topics.MODELS,
        List.of(
            new Garbage(Topics.MODELS.key().encode(manifest.version()), encoded.bytes(), headers)));
    return manifest;
  }

  /** The good backbone with a long description in it, so that it takes two chunks. */
  private byte[] backbone(String description) {
    var content = new ByteArrayOutputStream();
    try (var store = new TopicArtifactStore(system.kafka(), "test")) {
      content.writeBytes(store.fetch(good.backbone()));
    }
    byte[] text = Arrays.copyOf(description.getBytes(UTF_8), CHUNK);
    content.write((6 << 3) | 2); // ModelProto.doc_string, which has a length
    for (int left = text.length; left > 0; left >>>= 7) {
      content.write(left > 0x7f ? (left & 0x7f) | 0x80 : left);
    }
    content.writeBytes(text);
    return content.toByteArray();
  }

  /** Writes one chunk of what claims to be an artifact; returns where it lies. */
  private long writeChunk(byte[] claimed, byte[] content, int index) {
    try (TopicWriter<ChunkKey, byte[]> writer =
        system.kafka().promptWriter(Topics.ARTIFACTS, "test")) {
      byte[] chunk =
          Arrays.copyOfRange(content, index * CHUNK, Math.min(content.length, (index + 1) * CHUNK));
      return writer.write(new ChunkKey(ArtifactRef.of(claimed, 0).sha256(), index), chunk).offset();
    }
  }

  private ModelManifest announce(long seed, ArtifactRef backbone) {
    ModelManifest manifest = variant(seed, backbone);
    try (var writer = system.kafka().promptWriter(Topics.MODELS, "test")) {
      writer.write(manifest.version(), manifest);
    }
    return manifest;
  }

  private ModelManifest variant(long seed, ArtifactRef backbone) {
    ModelRecipe recipe = good.recipe();
    Provenance from = recipe.provenance();
    return new ModelManifest(
        new ModelRecipe(
            recipe.stream(),
            recipe.gear(),
            Optional.of(good.version()),
            recipe.classes(),
            recipe.input(),
            recipe.featureWidth(),
            new Provenance(
                "test-" + seed,
                from.labelOffsets(),
                from.memoryDigest(),
                seed,
                from.parameters(),
                from.software(),
                from.device())),
        backbone,
        good.head(),
        good.evaluation(),
        Optional.empty(),
        good.parity(),
        good.createdAt());
  }

  private void awaitRefused(ModelVersion version) {
    system.await("model " + version + " to be refused", o -> refusal(version).isPresent());
  }

  private void sendAndAwait(String name) {
    List<Picture> pictures = Picture.stream(name, Map.of("ant", 5, "bee", 5));
    system.send(pictures);
    system.awaitPredicted(pictures);
  }

  private Optional<Refusal> refusal(ModelVersion version) {
    return system.seen().reports().stream()
        .map(Seen::value)
        .flatMap(report -> report.refusals().stream())
        .filter(refusal -> refusal.version().equals(version))
        .findFirst();
  }

  @AfterAll
  void close() {
    system.close();
  }

  @Test
  void a_model_with_a_chunk_missing_is_refused_by_name() {
    assertThat(refusal(incomplete.version()))
        .hasValueSatisfying(
            refusal -> {
              assertThat(refusal.reason()).isEqualTo(RefusalReason.INCOMPLETE_ARTIFACT);
              assertThat(refusal.message())
                  .isEqualTo(
                      "artifact %s: chunk 1 is missing from the artifacts topic"
                          .formatted(incomplete.backbone()));
            });
  }

  @Test
  void a_model_with_a_chunk_changed_is_refused_by_name() {
    assertThat(refusal(changed.version()))
        .hasValueSatisfying(
            refusal -> {
              assertThat(refusal.reason()).isEqualTo(RefusalReason.WRONG_DIGEST);
              assertThat(refusal.message()).contains(changed.backbone().toString());
            });
  }

  @Test
  void a_manifest_of_a_newer_schema_is_passed_over_and_kept_whole() {
    assertThat(TestTopics.values(system.kafka(), Topics.rejects(Writer.TRACKER)))
        .filteredOn(r -> r.reason() == RejectReason.NEWER_SCHEMA)
        .singleElement()
        .extracting(Reject::payload)
        .isEqualTo(Topics.MODELS.value().encode(newer).bytes());
    assertThat(system.seen().plans())
        .noneMatch(p -> p.value().subject().equals(Optional.of(newer.version())));
  }

  @Test
  void the_last_good_model_serves_on_while_others_are_refused() {
    assertThat(modelsThatPredicted("after-incomplete")).containsOnly(good.version());
    assertThat(modelsThatPredicted("after-changed")).containsOnly(good.version());
    assertThat(modelsThatPredicted("after-newer")).containsOnly(good.version());
  }

  @Test
  void chunks_that_came_twice_do_no_harm() {
    assertThat(modelsThatPredicted("after-twice")).containsOnly(twice.version());
    assertThat(refusal(twice.version())).isEmpty();
  }

  @Test
  void every_image_was_predicted_once() {
    assertThat(system.seen().imagesPredicted()).isEqualTo(40 + 200 + 4 * 10);
    assertThat(system.seen().unmarkedRepeats()).isZero();
    assertThat(system.broken()).isEmpty();
  }

  private Set<ModelVersion> modelsThatPredicted(String name) {
    return TestTopics.values(system.kafka(), Topics.PREDICTIONS).stream()
        .filter(p -> p.image().value().startsWith(name + "/"))
        .map(Prediction::model)
        .collect(Collectors.toSet());
  }
}
