package io.longshore.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.operator.OperatorRequest;
import io.longshore.domain.prediction.ScorerReport;
import io.longshore.domain.prediction.Verification;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.rollout.RolloutStep;
import io.longshore.schemas.Topics;
import io.longshore.standalone.watch.Observatory;
import io.longshore.standalone.watch.Seen;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every service, and a model that the trainer retrains: it goes the way that retrained models go if
 * nothing is set, while pictures come over HTTP. Margins are wide, for nothing is learned well.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(300)
class RetrainedPromotionTest {
  private static final int ROUNDS = 60;
  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("longshore.tracker.effect-floor", "0.99"),
          Map.entry("longshore.tracker.first-model-labels", "60"),
          Map.entry("longshore.rollout.promotion.retrain-path", "shadow-canary"),
          Map.entry("longshore.rollout.promotion.shadow-share", "1"),
          Map.entry("longshore.rollout.promotion.canary-share", "0.5"),
          Map.entry("longshore.rollout.promotion.guard-share", "0.5"),
          Map.entry("longshore.rollout.promotion.margin-overall", "0.8"),
          Map.entry("longshore.rollout.promotion.margin-many", "0.8"),
          Map.entry("longshore.rollout.promotion.margin-medium", "0.8"),
          Map.entry("longshore.rollout.promotion.margin-few", "0.8"),
          Map.entry("longshore.rollout.promotion.fall", "beyond-margin"),
          Map.entry("longshore.rollout.promotion.minimum-labels", "40"));

  private final List<Picture> sent = new ArrayList<>();
  private TestSystem system;
  private ModelManifest first;
  private ModelManifest retrained;

  @BeforeAll
  void a_model_is_retrained(@TempDir Path data) {
    system = TestSystem.start(data, SETTINGS);
    send(Picture.heldOut(Map.of("ant", 20, "bee", 20)));
    send(Picture.stream("stream", Map.of("ant", 48, "bee", 12)));
    first = system.awaitServed(Gear.RETRAIN, 0);
    retrain();
    system.await("another model", o -> system.models(Gear.RETRAIN).size() == 2);
    retrained = system.models(Gear.RETRAIN).get(1);
    flowUntil(o -> !plans(RolloutStep.CONFIRMED).isEmpty());
    system.awaitPredicted(sent);
  }

  private void retrain() {
    try (var writer = system.kafka().promptWriter(Topics.OPERATOR_REQUESTS, "operator")) {
      writer.write(
          "again",
          new OperatorRequest.Adapt("again", "default", Gear.RETRAIN, "to see", Instant.now()));
    }
  }

  private void send(List<Picture> pictures) {
    sent.addAll(pictures);
    system.send(pictures);
  }

  private void flowUntil(Predicate<Observatory> condition) {
    for (int i = 0; !system.seen().await(condition, Duration.ofMillis(500)); i++) {
      assertThat(i).as("rounds, after the plans " + system.seen().plans()).isLessThan(ROUNDS);
      send(Picture.stream("more-" + i, Map.of("ant", 20, "bee", 20)));
    }
  }

  private List<RolloutPlan> plans(RolloutStep step) {
    return system.seen().plans().stream()
        .map(Seen::value)
        .filter(plan -> plan.step() == step)
        .filter(plan -> plan.subject().equals(Optional.of(retrained.version())))
        .toList();
  }

  @AfterAll
  void close() {
    system.close();
  }

  @Test
  void it_passes_every_stage_and_is_confirmed() {
    assertThat(system.seen().plans())
        .extracting(plan -> plan.value().step())
        .containsExactly(
            RolloutStep.PROMOTED,
            RolloutStep.OFFERED,
            RolloutStep.SHADOWED,
            RolloutStep.CANARIED,
            RolloutStep.PROMOTED,
            RolloutStep.CONFIRMED);
    assertThat(plans(RolloutStep.CONFIRMED).get(0).previous()).contains(first.version());
  }

  @Test
  void the_scorer_ran_it_on_the_trainers_golden_batch_in_a_process_of_its_own() {
    assertThat(system.seen().reports())
        .map(Seen::value)
        .flatExtracting(ScorerReport::verified)
        .filteredOn(verification -> verification.version().equals(retrained.version()))
        .isNotEmpty()
        .first()
        .satisfies(RetrainedPromotionTest::wasCompared);
  }

  private static void wasCompared(Verification verification) {
    assertThat(verification.images()).isPositive();
    assertThat(verification.maxDifference()).isLessThan(1e-3);
  }

  @Test
  void every_picture_was_predicted_once() {
    assertThat(system.seen().imagesPredicted()).isEqualTo(sent.size());
    assertThat(system.seen().unmarkedRepeats()).isZero();
    assertThat(system.broken()).isEmpty();
  }
}
