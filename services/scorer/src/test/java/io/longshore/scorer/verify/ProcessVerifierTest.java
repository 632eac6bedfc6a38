package io.longshore.scorer.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.longshore.domain.model.ArtifactRef;
import io.longshore.domain.model.GoldenBatch;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.prediction.RefusalReason;
import io.longshore.domain.prediction.Verification;
import io.longshore.onnx.HostileModels;
import io.longshore.onnx.OnnxHead;
import io.longshore.runtime.artifact.ArtifactStore;
import io.longshore.runtime.artifact.InMemoryArtifactStore;
import io.longshore.scorer.fixture.TinyModel;
import io.longshore.scorer.onnx.ModelRefusedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Candidates in real processes; one verifier for all, as in a scorer. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(300)
class ProcessVerifierTest {
  private static final int IMAGES = 20;
  private static final long MAX_BYTES = 600L << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path scratch;
  private final ArtifactStore store = new InMemoryArtifactStore();
  private final ArtifactRef backbone = store.put(TinyModel.backbone());
  private final ArtifactRef head = store.put(TinyModel.head());
  private final ArtifactRef golden = store.put(golden(0).bytes());
  private final ProcessVerifier verifier;

  ProcessVerifierTest(@TempDir Path scratch) {
    this.scratch = scratch;
    this.verifier =
        ProcessVerifier.of(
            new Settings(PATIENCE, 1e-3), 1 << 20, store, scratch.resolve("standby"));
  }

  @AfterAll
  void close() {
    verifier.close();
  }

  @Test
  void a_good_model_passes_with_what_was_measured() throws InterruptedException {
    ModelManifest candidate = manifest(backbone, head, golden);

    Verification found = verifier.verify(candidate);

    assertThat(found.version()).isEqualTo(candidate.version());
    assertThat(found.images()).isEqualTo(IMAGES);
    assertThat(found.maxDifference()).isLessThan(1e-5);
    assertThat(found.millisPerImage()).isPositive();
    assertThat(found.residentBytes()).isBetween(20L << 20, MAX_BYTES);
  }

  @Test
  void a_manifest_of_an_earlier_release_has_no_golden_batch() throws InterruptedException {
    assertThat(verifier.verify(TinyModel.manifest(1, backbone, head)).images()).isZero();
  }

  @Test
  void a_new_head_is_verified_by_the_process_that_knows_the_backbone() throws InterruptedException {
    var unused = verifier.verify(manifest(backbone, head, golden));
    Optional<Long> pid = verifier.pid();

    var again = verifier.verify(manifest(backbone, head, golden));

    assertThat(again.images()).isEqualTo(IMAGES);
    assertThat(verifier.pid()).isEqualTo(pid);
  }

  @Test
  void a_process_that_failed_is_never_asked_again() throws InterruptedException {
    var before = verifier.verify(manifest(backbone, head, golden));
    Long pid = verifier.pid().orElseThrow();

    assertRefused(RefusalReason.NOT_FINITE, backbone, store.put(constant(1, Float.NaN, 1)));

    assertThat(verifier.pid().orElseThrow()).isNotEqualTo(pid);
    assertThat(ProcessHandle.of(pid)).isEmpty();
    assertThat(verifier.verify(manifest(backbone, head, golden)).images())
        .isEqualTo(before.images());
  }

  @Test
  void an_artifact_that_is_not_there_is_incomplete() {
    assertRefused(RefusalReason.INCOMPLETE_ARTIFACT, backbone, ArtifactRef.of(new byte[] {1}, 0));
  }

  @Test
  void an_artifact_that_is_larger_than_allowed_is_not_fetched() {
    assertRefused(RefusalReason.TOO_LARGE, backbone, new ArtifactRef(head.sha256(), 2 << 20, 0));
  }

  @Test
  void an_artifact_of_another_size_has_the_wrong_digest() {
    assertRefused(
        RefusalReason.WRONG_DIGEST, backbone, new ArtifactRef(head.sha256(), head.size() + 1, 0));
  }

  @Test
  void a_truncated_file_cannot_be_loaded() {
    byte[] whole = TinyModel.head();

    assertRefused(
        RefusalReason.UNLOADABLE, backbone, store.put(Arrays.copyOf(whole, whole.length - 3)));
  }

  @Test
  void a_file_of_noise_cannot_be_loaded() {
    byte[] noise = new byte[300];
    new Random(3).nextBytes(noise);

    assertRefused(RefusalReason.UNLOADABLE, backbone, store.put(noise));
  }

  @Test
  void a_graph_without_anything_cannot_be_loaded() {
    assertRefused(RefusalReason.UNLOADABLE, backbone, store.put(new byte[] {8, 8}));
  }

  @Test
  void a_weight_of_infinity_is_not_finite() {
    assertRefused(
        RefusalReason.NOT_FINITE, backbone, store.put(constant(1, Float.POSITIVE_INFINITY, 1)));
  }

  @Test
  void a_bit_that_flipped_before_it_was_hashed_is_found_by_the_golden_batch() {
    byte[] flipped = TinyModel.head();
    int at = indexOf(flipped, 0x3f800000); // the first weight, 1
    flipped[at + 2] ^= 0x40; // 1 becomes 1.5

    assertRefused(RefusalReason.GOLDEN_MISMATCH, backbone, store.put(flipped));
  }

  @Test
  void a_bit_that_flipped_in_an_exponent_is_found_too() {
    byte[] flipped = TinyModel.head();
    int at = indexOf(flipped, 0x3f800000);
    flipped[at + 3] ^= 0x40; // 1 becomes a very small number, or none

    assertThat(reason(manifest(backbone, store.put(flipped), golden)))
        .isIn(RefusalReason.GOLDEN_MISMATCH, RefusalReason.NOT_FINITE);
  }

  @Test
  void logits_that_are_all_a_little_off_are_a_mismatch() {
    assertThat(reason(manifest(backbone, head, store.put(golden(2e-3f).bytes()))))
        .isEqualTo(RefusalReason.GOLDEN_MISMATCH);
    assertThat(reason(manifest(backbone, head, store.put(golden(5e-4f).bytes())))).isNull();
  }

  @Test
  void a_golden_batch_that_says_nan_is_a_mismatch() {
    assertThat(reason(manifest(backbone, head, store.put(golden(Float.NaN).bytes()))))
        .isEqualTo(RefusalReason.GOLDEN_MISMATCH);
  }

  @Test
  void a_golden_batch_of_something_else_is_a_mismatch() {
    var other = new GoldenBatch(TinyModel.SHAPE, 2, new byte[TinyModel.SHAPE.size()], new float[2]);

    assertThat(reason(manifest(backbone, head, store.put(other.bytes()))))
        .isEqualTo(RefusalReason.GOLDEN_MISMATCH);
    assertThat(reason(manifest(backbone, head, store.put(new byte[100]))))
        .isEqualTo(RefusalReason.GOLDEN_MISMATCH);
  }

  @Test
  void other_widths_than_the_manifests_are_wrong_shapes() {
    assertRefused(RefusalReason.WRONG_SHAPE, backbone, store.put(TinyModel.constantHead(1, 2)));
    assertRefused(
        RefusalReason.WRONG_SHAPE,
        backbone,
        store.put(OnnxHead.write(new float[15], new float[3])));
    assertRefused(
        RefusalReason.WRONG_SHAPE, store.put(TinyModel.backbone(new float[] {1, 2, 3})), head);
  }

  @Test
  void what_the_file_may_not_use_is_unsupported() {
    for (byte[] file :
        List.of(
            HostileModels.ofOpset(99),
            HostileModels.ofIr(99),
            HostileModels.customDomain(),
            HostileModels.externalData("/etc/passwd"),
            HostileModels.externalConstant(),
            HostileModels.endless())) {
      assertRefused(RefusalReason.UNSUPPORTED, backbone, store.put(file));
    }
  }

  @Test
  void the_newest_that_the_rules_allow_is_run() throws InterruptedException {
    for (byte[] file :
        List.of(
            HostileModels.ofOpset((int) OnnxRules.NEWEST_OPSET),
            HostileModels.ofIr((int) OnnxRules.NEWEST_IR))) {
      ModelManifest candidate = TinyModel.manifest(1, backbone, store.put(file));

      assertThat(verifier.verify(candidate).version()).isEqualTo(candidate.version());
    }
  }

  @Test
  void eight_gigabytes_are_too_large() {
    assertRefused(RefusalReason.TOO_LARGE, backbone, store.put(HostileModels.memoryHog()));
  }

  @Test
  void an_endless_loop_is_ended_from_outside() throws Exception {
    var limits =
        new VerifyLimits(1 << 20, MAX_BYTES, Duration.ofSeconds(8), Duration.ofSeconds(1), 1e-3);
    ModelManifest candidate = manifest(backbone, head, golden);
    var started =
        new ChildStart(
            System.getProperty("java.class.path", ""), scratch.resolve("endless"), limits);

    long pid;
    ModelRefusedException refused;
    try (VerifyChild child = started.start()) {
      pid = child.pid();
      refused =
          catchThrowableOfType(
              ModelRefusedException.class,
              () ->
                  child.run(
                      backbone.sha256(),
                      TinyModel.backbone(),
                      HostileModels.endless(), // past the rules that would name its Loop
                      Optional.empty(),
                      Expected.of(candidate, limits)));
    }

    assertThat(refused.reason()).isEqualTo(RefusalReason.TOO_SLOW);
    assertThat(refused).hasMessageContaining("had not answered after 8000 ms");
    assertThat(ProcessHandle.of(pid)).isEmpty();
  }

  @Test
  void one_image_that_takes_too_long_is_too_slow() {
    var settings = new Settings(PATIENCE, 1e-3, Duration.ofNanos(1));
    try (var hasty = ProcessVerifier.of(settings, 1 << 20, store, scratch.resolve("hasty"))) {
      assertThat(reason(hasty, manifest(backbone, head, golden))).isEqualTo(RefusalReason.TOO_SLOW);
    }
  }

  @Test
  void nothing_is_left_when_it_is_closed(@TempDir Path own) throws Exception {
    Long pid;
    try (var shortLived = ProcessVerifier.of(new Settings(PATIENCE, 1e-3), 1 << 20, store, own)) {
      var unused = shortLived.verify(manifest(backbone, head, golden));
      pid = shortLived.pid().orElseThrow();
      assertThat(files(own)).isNotEmpty();
    }

    assertThat(ProcessHandle.of(pid)).isEmpty();
    assertThat(files(own)).isEmpty();
  }

  @Test
  void what_a_killed_scorer_left_behind_is_deleted_at_the_next_start(@TempDir Path own)
      throws IOException {
    Path left = Files.createDirectories(own.resolve("verify-17"));
    Files.writeString(left.resolve("backbone.onnx"), "left");

    try (var next = ProcessVerifier.of(new Settings(PATIENCE, 1e-3), 1 << 20, store, own)) {
      assertThat(next.pid()).isPresent();
      assertThat(left).doesNotExist();
    }
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  private void assertRefused(RefusalReason reason, ArtifactRef backboneRef, ArtifactRef headRef) {
    assertThat(reason(manifest(backboneRef, headRef, golden))).isEqualTo(reason);
  }

  private @Nullable RefusalReason reason(ModelManifest candidate) {
    return reason(verifier, candidate);
  }

  private static @Nullable RefusalReason reason(ProcessVerifier by, ModelManifest candidate) {
    ModelRefusedException refused =
        catchThrowableOfType(ModelRefusedException.class, () -> by.verify(candidate));
    return refused == null ? null : refused.reason();
  }

  private static ModelManifest manifest(
      ArtifactRef backbone, ArtifactRef head, ArtifactRef golden) {
    ModelManifest plain = TinyModel.manifest(1, backbone, head);
    return new ModelManifest(
        plain.recipe(),
        plain.backbone(),
        plain.head(),
        plain.evaluation(),
        plain.baseline(),
        plain.parity(),
        plain.createdAt(),
        Optional.of(golden),
        Optional.empty());
  }

  /** Random images and their logits, all of them off by so much. */
  private static GoldenBatch golden(float off) {
    int size = TinyModel.SHAPE.size();
    int classes = TinyModel.CLASSES.size();
    byte[] pixels = new byte[IMAGES * size];
    new Random(5).nextBytes(pixels);
    float[] logits = new float[IMAGES * classes];
    for (int i = 0; i < IMAGES; i++) {
      float[] row = TinyModel.logits(Arrays.copyOfRange(pixels, i * size, (i + 1) * size));
      for (int c = 0; c < classes; c++) {
        logits[i * classes + c] = row[c] + off;
      }
    }
    return new GoldenBatch(TinyModel.SHAPE, classes, pixels, logits);
  }

  private static byte[] constant(float... logits) {
    return TinyModel.constantHead(logits);
  }

  private static int indexOf(byte[] file, int littleEndian) {
    for (int i = 0; i + 4 <= file.length; i++) {
      if (ByteBuffer.wrap(file, i, 4).order(ByteOrder.LITTLE_ENDIAN).getInt() == littleEndian) {
        return i;
      }
    }
    throw new IllegalArgumentException("the file has no such number");
  }

  /** What a scorer would read from its settings. */
  private record Settings(Duration patience, double tolerance, Duration maxImageTime)
      implements VerifySettings {
    Settings(Duration patience, double tolerance) {
      this(patience, tolerance, Duration.ofSeconds(10));
    }

    @Override
    public long maxBytes() {
      return MAX_BYTES;
    }

    @Override
    public boolean standby() {
      return true;
    }
  }
}
