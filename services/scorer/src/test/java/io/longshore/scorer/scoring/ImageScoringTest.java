package io.longshore.scorer.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.model.ArtifactRef;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.Alongside;
import io.longshore.domain.prediction.ClassProbability;
import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.prediction.Refusal;
import io.longshore.domain.prediction.RefusalReason;
import io.longshore.domain.prediction.Role;
import io.longshore.domain.reject.RejectReason;
import io.longshore.domain.rollout.Trial;
import io.longshore.domain.rollout.TrialStage;
import io.longshore.onnx.OnnxHead;
import io.longshore.runtime.artifact.InMemoryArtifactStore;
import io.longshore.scorer.fixture.Images;
import io.longshore.scorer.fixture.Mixes;
import io.longshore.scorer.fixture.TinyModel;
import io.longshore.scorer.onnx.ModelLimits;
import io.longshore.scorer.onnx.OnnxModel;
import io.longshore.scorer.onnx.OnnxModels;
import io.longshore.scorer.scoring.ScoredBatch.Predicted;
import io.longshore.scorer.scoring.ScoredBatch.Refused;
import io.longshore.scorer.serving.ServingSlot;
import io.longshore.scorer.serving.TrimPolicy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ImageScoringTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  /** By their ids, one lies in the first half of all images and one does not. */
  private static final Arrival INSIDE = Images.grey("b", 7, 255, 255, 255, 255);

  private static final Arrival OUTSIDE = Images.grey("dark", 8, 255, 255, 255, 255);
  private static final float[] ZEROS = new float[3];

  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private final OnnxModels models = new OnnxModels(store, new ModelLimits(4, 1, 1 << 20));
  private final ModelManifest manifest =
      TinyModel.manifest(1, store.put(TinyModel.backbone()), store.put(TinyModel.head()));
  private final ServingSlot slot = new ServingSlot(new TrimPolicy(1, 3));
  private final ImageScoring scoring =
      new ImageScoring(
          4,
          2,
          1_000_000,
          new DecodingRoom(1 << 24),
          this::failedOnTrial,
          Clock.fixed(NOW, ZoneOffset.UTC));
  private final List<Refusal> failures = new ArrayList<>();
  private OnnxModel model;

  @BeforeEach
  void serve() {
    model = models.load(manifest);
    slot.serve(model, 12);
  }

  @AfterEach
  void close() {
    scoring.close();
    model.close();
  }

  @Test
  void a_prediction_says_what_which_model_and_from_where() {
    Prediction prediction = only(score(List.of(Images.grey("a", 33, 250, 250, 0, 100))));

    float[] expected =
        Ranking.softmax(TinyModel.logits(new byte[] {(byte) 250, (byte) 250, 0, 100}));
    assertThat(prediction.image()).isEqualTo(new ImageId("a"));
    assertThat(prediction.model()).isEqualTo(manifest.version());
    assertThat(prediction.role()).isEqualTo(Role.LIVE);
    assertThat(prediction.planEpoch()).isEqualTo(12);
    assertThat(prediction.trimSequence()).isZero();
    assertThat(prediction.source()).isEqualTo(new ImageLocation(0, 33));
    assertThat(prediction.repeat()).isFalse();
    assertThat(prediction.scoredAt()).isEqualTo(NOW);
    assertThat(prediction.top())
        .extracting(ClassProbability::className)
        .containsExactly("ankle boot", "bag");
    assertThat(prediction.top().get(0).probability()).isCloseTo(expected[0], within(1e-5f));
    assertThat(prediction.top().get(1).probability()).isCloseTo(expected[1], within(1e-5f));
  }

  @Test
  void each_image_of_a_batch_gets_its_own_answer_in_order() {
    ScoredBatch scored =
        score(
            List.of(
                Images.grey("bright", 1, 255, 255, 255, 255),
                Images.grey("dark", 2, 0, 0, 0, 0),
                Images.grey("middling", 3, 100, 100, 100, 100)));

    assertThat(scored.predicted())
        .extracting(p -> p.prediction().image().value(), p -> best(p.prediction()))
        .containsExactly(
            tuple("bright", "ankle boot"), tuple("dark", "bag"), tuple("middling", "coat"));
  }

  @Test
  void the_trim_moves_the_answer_with_the_mix() {
    slot.trimTo(Mixes.of(5, 1, 298, 1));

    Prediction prediction = only(score(List.of(Images.grey("a", 1, 100, 100, 100, 100))));

    assertThat(best(prediction)).isEqualTo("bag");
    assertThat(prediction.trimSequence()).isEqualTo(5);
  }

  @Test
  void an_undecodable_image_is_refused_and_the_rest_goes_on() {
    ScoredBatch scored =
        score(
            List.of(
                Images.grey("bright", 1, 255, 255, 255, 255),
                Images.brokenPng("broken", 2),
                Images.grey("dark", 3, 0, 0, 0, 0)));

    assertThat(scored.refused())
        .extracting(r -> r.image().id().value(), Refused::reason)
        .containsExactly(tuple("broken", RejectReason.BROKEN_IMAGE));
    assertThat(scored.predicted())
        .extracting(p -> best(p.prediction()))
        .containsExactly("ankle boot", "bag");
  }

  @Test
  void a_batch_of_nothing_but_undecodable_images_predicts_nothing() {
    ScoredBatch scored = score(List.of(Images.brokenPng("broken", 2)));

    assertThat(scored.predicted()).isEmpty();
    assertThat(scored.refused()).hasSize(1);
  }

  @Test
  void an_image_that_claims_too_many_pixels_is_refused_undecoded() {
    ScoredBatch scored = score(List.of(Images.huge("huge", 2)));

    assertThat(scored.refused())
        .extracting(Refused::reason)
        .containsExactly(RejectReason.TOO_MANY_PIXELS);
  }

  @Test
  void a_shadow_answers_its_share_beside_the_live_model() {
    try (OnnxModel shadow = models.load(other(9, 0, 0, 5))) {
      slot.serve(model, 13, trial(shadow, TrialStage.SHADOW, 0.5), shadow);

      List<Prediction> predictions = predictions(score(List.of(INSIDE, OUTSIDE)));

      assertThat(predictions).extracting(Prediction::role).containsOnly(Role.LIVE);
      assertThat(predictions).extracting(Prediction::planEpoch).containsOnly(13L);
      assertThat(predictions).extracting(Prediction::model).containsOnly(manifest.version());
      assertThat(predictions.get(0).alongside().map(Alongside::model)).contains(shadow.version());
      assertThat(predictions.get(0).alongside().orElseThrow().top().get(0).className())
          .isEqualTo("coat");
      assertThat(predictions.get(1).alongside()).isEmpty();
    }
  }

  @Test
  void a_canary_answers_its_share_and_the_live_model_stands_beside_it() {
    try (OnnxModel canary = models.load(other(9, 0, 0, 5))) {
      slot.serve(model, 13, trial(canary, TrialStage.CANARY, 0.5), canary);

      List<Prediction> predictions = predictions(score(List.of(OUTSIDE, INSIDE)));

      assertThat(predictions)
          .extracting(Prediction::role, Prediction::model)
          .containsExactly(
              tuple(Role.LIVE, manifest.version()), tuple(Role.CANARY, canary.version()));
      assertThat(best(predictions.get(1))).isEqualTo("coat");
      assertThat(predictions.get(1).alongside().map(Alongside::model)).contains(manifest.version());
      assertThat(predictions.get(0).alongside()).isEmpty();
    }
  }

  @Test
  void a_model_with_a_backbone_of_its_own_sees_the_pixels_of_its_share_alone() {
    ArtifactRef negative = store.put(TinyModel.backbone(new float[] {-1, 1}));
    ModelManifest apart = TinyModel.manifest(5, negative, store.put(TinyModel.head()));
    List<Arrival> images = List.of(OUTSIDE, INSIDE, Images.grey("outside", 4, 0, 0, 0, 0));
    try (OnnxModel alone = models.load(apart)) {
      slot.serve(alone, 1);
      List<Prediction> expected = predictions(score(images));
      slot.serve(model, 2, trial(alone, TrialStage.SHADOW, 1), alone);
      List<Prediction> all = predictions(score(images));
      slot.serve(model, 3, trial(alone, TrialStage.SHADOW, 0.5), alone);

      List<Prediction> some = predictions(score(images));

      assertThat(all)
          .extracting(p -> p.alongside().orElseThrow().top())
          .isEqualTo(expected.stream().map(Prediction::top).toList());
      assertThat(some.get(0).alongside()).isEmpty();
      assertThat(some.get(1).alongside()).isEqualTo(all.get(1).alongside());
    }
  }

  @Test
  void a_trial_of_no_share_leaves_every_image_to_the_live_model() {
    try (OnnxModel canary = models.load(other(9, 0, 0, 5))) {
      slot.serve(model, 13, trial(canary, TrialStage.CANARY, 0), canary);

      assertThat(predictions(score(List.of(INSIDE, OUTSIDE))))
          .extracting(Prediction::role)
          .containsOnly(Role.LIVE);
    }
  }

  @Test
  void a_canary_that_answers_nonsense_is_told_and_the_live_model_answers() {
    ArtifactRef far = store.put(OnnxHead.write(new float[] {3e38f, 0, 0, 0, 0, 0}, ZEROS));
    ModelManifest unsteady = TinyModel.manifest(6, manifest.backbone(), far);
    try (OnnxModel canary = loadedWithDarkImages(unsteady)) {
      slot.serve(model, 13, trial(canary, TrialStage.CANARY, 1), canary);

      List<Prediction> predictions =
          predictions(score(List.of(Images.grey("bright", 1, 255, 255, 255, 255))));

      assertThat(predictions).extracting(Prediction::role).containsExactly(Role.LIVE);
      assertThat(predictions.get(0).alongside()).isEmpty();
      assertThat(failures)
          .extracting(Refusal::version, Refusal::reason)
          .containsExactly(tuple(canary.version(), RefusalReason.NOT_FINITE));
    }
  }

  private ScoredBatch score(List<Arrival> images) {
    return slot.use(serving -> scoring.score(serving, images));
  }

  private void failedOnTrial(ModelVersion version, RefusalReason reason, String message) {
    failures.add(new Refusal(version, reason, message));
  }

  /** Over the live model's backbone. */
  private ModelManifest other(long seed, float... logits) {
    return TinyModel.manifest(seed, manifest.backbone(), store.put(TinyModel.constantHead(logits)));
  }

  /** A first batch of one image is black. */
  private OnnxModel loadedWithDarkImages(ModelManifest candidate) {
    try (var dark = new OnnxModels(store, new ModelLimits(1, 1, 1 << 20))) {
      return dark.load(candidate);
    }
  }

  private static Trial trial(OnnxModel model, TrialStage stage, double share) {
    return new Trial(model.version(), stage, share, NOW);
  }

  private static List<Prediction> predictions(ScoredBatch scored) {
    assertThat(scored.refused()).isEmpty();
    return scored.predicted().stream().map(Predicted::prediction).toList();
  }

  private static Prediction only(ScoredBatch scored) {
    assertThat(scored.refused()).isEmpty();
    assertThat(scored.predicted()).hasSize(1);
    Predicted predicted = scored.predicted().get(0);
    return predicted.prediction();
  }

  private static String best(Prediction prediction) {
    return prediction.top().get(0).className();
  }
}
