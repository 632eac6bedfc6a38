package io.longshore.scorer.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.StreamImage;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.prediction.ClassProbability;
import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.prediction.Role;
import io.longshore.domain.reject.RejectReason;
import io.longshore.runtime.artifact.InMemoryArtifactStore;
import io.longshore.runtime.kafka.Received;
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
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ImageScoringTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private final OnnxModels models = new OnnxModels(store, new ModelLimits(4, 1, 1 << 20));
  private final ModelManifest manifest =
      TinyModel.manifest(1, store.put(TinyModel.backbone()), store.put(TinyModel.head()));
  private final ServingSlot slot = new ServingSlot(new TrimPolicy(1, 3));
  private final ImageScoring scoring =
      new ImageScoring(2, 1_000_000, 100, Clock.fixed(NOW, ZoneOffset.UTC));
  private OnnxModel model;

  @BeforeEach
  void serve() {
    model = models.load(manifest);
    slot.serve(model, 12);
  }

  @AfterEach
  void close() {
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
        .extracting(r -> r.image().key().value(), Refused::reason)
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
  void an_image_sent_again_is_predicted_and_marked() {
    ScoredBatch scored =
        score(List.of(Images.grey("a", 1, 0, 0, 0, 0), Images.grey("a", 2, 0, 0, 0, 0)));

    assertThat(scored.predicted())
        .extracting(p -> p.prediction().repeat())
        .containsExactly(false, true);
  }

  @Test
  void images_predicted_before_the_partition_was_taken_over_are_remembered() {
    scoring.begin(0, List.of(new ImageId("a")));

    Prediction prediction = only(score(List.of(Images.grey("a", 9, 0, 0, 0, 0))));

    assertThat(prediction.repeat()).isTrue();
  }

  @Test
  void a_refused_image_that_is_sent_again_whole_is_no_repeat() {
    score(List.of(Images.brokenPng("a", 1)));

    Prediction prediction = only(score(List.of(Images.grey("a", 2, 0, 0, 0, 0))));

    assertThat(prediction.repeat()).isFalse();
  }

  private ScoredBatch score(List<Received<ImageId, StreamImage>> images) {
    return slot.use(serving -> scoring.score(serving, images));
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
