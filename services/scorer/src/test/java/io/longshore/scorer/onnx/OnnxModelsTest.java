package io.longshore.scorer.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.longshore.domain.image.ImageShape;
import io.longshore.domain.model.ArtifactRef;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.prediction.RefusalReason;
import io.longshore.onnx.OnnxHead;
import io.longshore.runtime.artifact.ArtifactStore;
import io.longshore.runtime.artifact.InMemoryArtifactStore;
import io.longshore.scorer.fixture.TinyModel;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxModelsTest {
  private static final int BATCH = 8;
  private static final List<String> FOUR_CLASSES = List.of("a", "b", "c", "d");

  private final ArtifactStore store = new InMemoryArtifactStore();
  private final OnnxModels models = new OnnxModels(store, new ModelLimits(BATCH, 1, 1 << 20));
  private final Lane lane = new Lane(BATCH);
  private final ArtifactRef backbone = store.put(TinyModel.backbone());
  private final ArtifactRef head = store.put(TinyModel.head());

  @AfterEach
  void close() {
    lane.close();
    models.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, BATCH})
  void logits_are_those_of_plain_arithmetic(int n) {
    try (OnnxModel model = models.load(TinyModel.manifest(1, backbone, head))) {
      assertThat(score(model, n, 7)).containsExactly(expected(n, 7), within(1e-5f));
    }
  }

  @Test
  void batches_of_changing_size_do_not_see_each_other() {
    try (OnnxModel model = models.load(TinyModel.manifest(1, backbone, head))) {
      for (int n : new int[] {BATCH, 1, 5, 5, BATCH, 2}) {
        assertThat(score(model, n, n)).containsExactly(expected(n, n), within(1e-5f));
      }
    }
  }

  @Test
  void more_images_than_a_batch_holds_are_refused() {
    try (OnnxModel model = models.load(TinyModel.manifest(1, backbone, head))) {
      assertThatThrownBy(() -> lane.score(model, BATCH + 1))
          .hasMessage("a batch of 9; 1 to 8 are possible");
    }
  }

  @Test
  void a_model_with_another_head_shares_the_live_backbone() {
    OnnxModel old = models.load(TinyModel.manifest(1, backbone, head));
    ArtifactRef newHead = store.put(TinyModel.constantHead(1, 2, 3));

    OnnxModel rebalanced = models.load(TinyModel.manifest(2, backbone, newHead));

    assertThat(models.openBackbones()).isEqualTo(1);
    assertThat(score(old, 2, 3)).containsExactly(expected(2, 3), within(1e-5f));
    old.close();
    assertThat(models.openBackbones()).isEqualTo(1);
    assertThat(score(rebalanced, 1, 3)).containsExactly(1, 2, 3);
    rebalanced.close();
    assertThat(models.openBackbones()).isZero();
  }

  @Test
  void another_head_answers_on_the_features_that_are_there() {
    ArtifactRef newHead = store.put(TinyModel.constantHead(1, 2, 3));
    try (OnnxModel live = models.load(TinyModel.manifest(1, backbone, head));
        OnnxModel other = models.load(TinyModel.manifest(2, backbone, newHead));
        var second = new Lane(BATCH)) {
      lane.images(live).put(pixels(2, 3));
      FloatBuffer own = lane.score(live, 2);

      float[] theirs = values(second.scoreFeaturesOf(lane, other, 2));
      float[] same = values(second.scoreFeaturesOf(lane, live, 2));

      assertThat(theirs).containsExactly(1, 2, 3, 1, 2, 3);
      assertThat(same).containsExactly(values(own));
      assertThat(live.sharesBackboneWith(other)).isTrue();
    }
  }

  @Test
  void one_model_answers_many_threads_at_once() throws Exception {
    try (OnnxModel model = models.load(TinyModel.manifest(1, backbone, head))) {
      ExecutorService threads = Executors.newFixedThreadPool(4);
      List<Future<float[]>> answers = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        int seed = i;
        answers.add(
            threads.submit(
                () -> {
                  try (var own = new Lane(BATCH)) {
                    own.images(model).put(pixels(1 + seed % BATCH, seed));
                    return values(own.score(model, 1 + seed % BATCH));
                  }
                }));
      }
      threads.shutdown();

      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).get()).containsExactly(expected(1 + i % BATCH, i), within(1e-5f));
      }
    }
  }

  @Test
  void a_model_is_free_when_its_owner_and_the_last_holder_have_let_go() {
    OnnxModel model = models.load(TinyModel.manifest(1, backbone, head));
    assertThat(model.hold()).isTrue();

    model.retire();
    assertThat(model.isFree()).isFalse();
    model.letGo();

    assertThat(model.isFree()).isTrue();
    assertThat(model.hold()).as("nobody comes any more").isFalse();
    model.close();
  }

  @Test
  void a_lane_goes_from_model_to_model_of_other_shapes() {
    ArtifactRef wide = store.put(TinyModel.constantHead(4, 5, 6, 7));
    ModelManifest four = TinyModel.manifest(2, TinyModel.SHAPE, 2, FOUR_CLASSES, backbone, wide);
    try (OnnxModel small = models.load(TinyModel.manifest(1, backbone, head));
        OnnxModel large = models.load(four)) {
      assertThat(score(small, 2, 5)).containsExactly(expected(2, 5), within(1e-5f));
      assertThat(score(large, 2, 5)).containsExactly(4, 5, 6, 7, 4, 5, 6, 7);
      assertThat(score(small, 2, 5)).containsExactly(expected(2, 5), within(1e-5f));
    }
  }

  @Test
  void a_missing_artifact_is_incomplete() {
    ArtifactRef missing = ArtifactRef.of(new byte[] {1}, 0);

    assertRefused(TinyModel.manifest(1, backbone, missing), RefusalReason.INCOMPLETE_ARTIFACT);
    assertRefused(TinyModel.manifest(1, missing, head), RefusalReason.INCOMPLETE_ARTIFACT);
  }

  @Test
  void content_that_is_not_what_its_reference_says_has_the_wrong_digest() {
    var lying = new ArtifactRef(head.sha256(), head.size() + 1, 0);

    assertRefused(TinyModel.manifest(1, backbone, lying), RefusalReason.WRONG_DIGEST);
  }

  @Test
  void a_truncated_file_is_unloadable_though_its_digest_is_right() {
    byte[] whole = TinyModel.backbone();
    ArtifactRef truncated = store.put(Arrays.copyOf(whole, whole.length - 20));

    assertRefused(TinyModel.manifest(1, truncated, head), RefusalReason.UNLOADABLE);
  }

  @Test
  void random_bytes_are_unloadable() {
    byte[] noise = new byte[500];
    new Random(5).nextBytes(noise);

    assertRefused(TinyModel.manifest(1, backbone, store.put(noise)), RefusalReason.UNLOADABLE);
  }

  @Test
  void a_file_over_the_limit_is_not_even_fetched() {
    var endless = new ArtifactRef(backbone.sha256(), 1L << 40, 0);

    assertRefused(TinyModel.manifest(1, endless, head), RefusalReason.UNLOADABLE);
  }

  @Test
  void a_backbone_for_other_images_has_the_wrong_shape() {
    ModelManifest colour =
        TinyModel.manifest(1, new ImageShape(2, 2, 3), 2, TinyModel.CLASSES, backbone, head);

    ModelRefusedException refusal = assertRefused(colour, RefusalReason.WRONG_SHAPE);

    assertThat(refusal)
        .hasMessageContaining("has the input image: UINT8 [N, 2, 2, 1]")
        .hasMessageContaining("its manifest calls for image: UINT8 [N, 2, 2, 3]");
  }

  @Test
  void a_live_backbone_is_checked_again_for_a_manifest_that_says_otherwise() {
    OnnxModel live = models.load(TinyModel.manifest(1, backbone, head));
    ModelManifest lying =
        TinyModel.manifest(2, new ImageShape(4, 1, 1), 2, TinyModel.CLASSES, backbone, head);

    assertThatThrownBy(() -> models.load(lying)).isInstanceOf(ModelRefusedException.class);

    assertThat(score(live, 1, 9)).containsExactly(expected(1, 9), within(1e-5f));
    live.close();
  }

  @Test
  void a_head_with_other_classes_has_the_wrong_shape() {
    assertRefused(
        TinyModel.manifest(1, TinyModel.SHAPE, 2, FOUR_CLASSES, backbone, head),
        RefusalReason.WRONG_SHAPE);
  }

  @Test
  void a_head_for_other_features_has_the_wrong_shape() {
    ArtifactRef wide = store.put(OnnxHead.write(new float[15], new float[3]));

    assertRefused(TinyModel.manifest(1, backbone, wide), RefusalReason.WRONG_SHAPE);
  }

  @Test
  void head_and_backbone_mistaken_for_each_other_have_the_wrong_shape() {
    assertRefused(
        TinyModel.manifest(1, /* backbone= */ head, /* head= */ backbone),
        RefusalReason.WRONG_SHAPE);
  }

  @Test
  void a_manifest_that_asks_for_more_memory_than_there_can_be_has_the_wrong_shape() {
    assertRefused(
        TinyModel.manifest(
            1, new ImageShape(20_000, 20_000, 1), 2, TinyModel.CLASSES, backbone, head),
        RefusalReason.WRONG_SHAPE);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
  void weights_that_are_no_numbers_are_not_finite(float weight) {
    ArtifactRef poisoned = store.put(TinyModel.constantHead(1, weight, 3));
    ArtifactRef poisonedBackbone = store.put(TinyModel.backbone(new float[] {1, weight}));

    assertRefused(TinyModel.manifest(1, backbone, poisoned), RefusalReason.NOT_FINITE);
    assertRefused(TinyModel.manifest(1, poisonedBackbone, head), RefusalReason.NOT_FINITE);
  }

  private ModelRefusedException assertRefused(ModelManifest manifest, RefusalReason reason) {
    ModelRefusedException refusal =
        catchThrowableOfType(ModelRefusedException.class, () -> models.load(manifest).close());
    assertThat(refusal).isNotNull();
    assertThat(refusal.reason()).isEqualTo(reason);
    assertThat(models.openBackbones()).as("a refused model leaves nothing open").isZero();
    return refusal;
  }

  private static byte[] pixels(int n, long seed) {
    byte[] pixels = new byte[n * TinyModel.SHAPE.size()];
    new Random(seed).nextBytes(pixels);
    return pixels;
  }

  private float[] score(OnnxModel model, int n, long seed) {
    lane.images(model).put(pixels(n, seed));
    return values(lane.score(model, n));
  }

  private static float[] values(FloatBuffer logits) {
    float[] values = new float[logits.remaining()];
    logits.get(values);
    return values;
  }

  private static float[] expected(int n, long seed) {
    byte[] pixels = pixels(n, seed);
    int size = TinyModel.SHAPE.size();
    float[] all = new float[n * TinyModel.CLASSES.size()];
    for (int i = 0; i < n; i++) {
      float[] row = TinyModel.logits(Arrays.copyOfRange(pixels, i * size, (i + 1) * size));
      System.arraycopy(row, 0, all, i * row.length, row.length);
    }
    return all;
  }
}
