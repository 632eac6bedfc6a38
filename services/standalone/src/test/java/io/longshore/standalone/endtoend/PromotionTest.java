package io.longshore.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.Alongside;
import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.prediction.RefusalReason;
import io.longshore.domain.prediction.Role;
import io.longshore.domain.prediction.ScorerReport;
import io.longshore.domain.reject.Reject;
import io.longshore.domain.reject.RejectReason;
import io.longshore.domain.rollout.GateResult;
import io.longshore.domain.rollout.KeyShare;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.rollout.RolloutStep;
import io.longshore.domain.rollout.StreamEvidence;
import io.longshore.domain.rollout.Trial;
import io.longshore.domain.rollout.TrialStage;
import io.longshore.schemas.Topic;
import io.longshore.schemas.Topics;
import io.longshore.schemas.Writer;
import io.longshore.standalone.runtime.TestTopics;
import io.longshore.standalone.watch.Seen;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Models on the default path of a retrained one, each answered for by two real scorers: one that
 * has forgotten a class, one that is worse on the tail, one that is better, and one that goes live
 * at once and ought not to have.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(300)
class PromotionTest {
  private PromotionWorld world;
  private ModelManifest first;
  private ModelManifest shrunk;
  private ModelManifest worse;
  private ModelManifest better;
  private ModelManifest slip;
  private List<Prediction> predictions;
  private final Map<String, List<byte[]>> garbage = new HashMap<>();

  @BeforeAll
  void models_come(@TempDir Path data) throws InterruptedException {
    world = new PromotionWorld(data);
    first = world.announce(ShadeModel.retrained(1, 192, world.artifacts()));
    world.flowUntil(RolloutStep.PROMOTED, first);

    shrunk =
        world.announce(
            new ShadeModel(2, Gear.RETRAIN, 1, ShadeModel.RIGHT, Shade.classes().subList(0, 2))
                .in(world.artifacts()));
    world.flowUntil(RolloutStep.REFUSED, shrunk);

    worse = world.announce(ShadeModel.retrained(3, 212, world.artifacts()));
    world.flowUntil(RolloutStep.REFUSED, worse);

    better = world.announce(ShadeModel.retrained(4, ShadeModel.RIGHT, world.artifacts()));
    world.flowUntil(RolloutStep.SHADOWED, better);
    world.flowUntil("both scorers to try it", o -> areAllTrying(better));
    disturb();
    world.flowUntil(RolloutStep.CONFIRMED, better);

    slip =
        world.announce(
            new ShadeModel(5, Gear.REBALANCE, 5, 212, Shade.classes()).in(world.artifacts()));
    world.flowUntil(RolloutStep.ROLLED_BACK, slip);
    world.flowUntil("the model before to serve again", o -> areAllServing(better));
    world.awaitPredicted();
    predictions = TestTopics.values(world.kafka(), Topics.PREDICTIONS);
  }

  /** Somebody contradicts labels of images of the trial, and bytes come that are no records. */
  private void disturb() {
    world.stream();
    for (int i = world.sent() - 30; i < world.sent(); i++) {
      world.label(Shade.label(i, Shade.of(i + 1).word()));
    }
    Prediction prediction = TestTopics.values(world.kafka(), Topics.PREDICTIONS).get(0);
    ScorerReport report = reports().get(0);
    spoil(Topics.PREDICTIONS, prediction.image(), prediction);
    spoil(Topics.SCORER_REPORTS, report.scorer(), report);
    spoil(Topics.LABELS, Shade.id(0), Shade.label(0));
  }

  private <K, V> void spoil(Topic<K, V> topic, K key, V value) {
    var records = new ArrayList<>(Garbage.ofEveryKind(topic));
    records.add(Garbage.truncated(topic, key, value));
    Garbage.write(world.kafka(), topic, records);
    garbage.put(topic.name(), records.stream().map(Garbage::value).toList());
  }

  private boolean areAllServing(ModelManifest model) {
    return saidBy("scorer-1", ScorerReport::serving).equals(Optional.of(model.version()))
        && saidBy("scorer-2", ScorerReport::serving).equals(Optional.of(model.version()));
  }

  private boolean areAllTrying(ModelManifest model) {
    return saidBy("scorer-1", ScorerReport::onTrial).equals(Optional.of(model.version()))
        && saidBy("scorer-2", ScorerReport::onTrial).equals(Optional.of(model.version()));
  }

  private Optional<ModelVersion> saidBy(
      String scorer, Function<ScorerReport, Optional<ModelVersion>> what) {
    return reports().stream()
        .filter(report -> report.scorer().equals(scorer))
        .reduce((before, after) -> after)
        .flatMap(what);
  }

  private List<ScorerReport> reports() {
    return world.seen().reports().stream().map(Seen::value).toList();
  }

  @AfterAll
  void close() {
    world.close();
  }

  @Test
  void a_better_candidate_passes_every_stage_and_is_confirmed() {
    assertThat(plansAbout(better))
        .extracting(RolloutPlan::step)
        .startsWith(
            RolloutStep.OFFERED,
            RolloutStep.SHADOWED,
            RolloutStep.CANARIED,
            RolloutStep.PROMOTED,
            RolloutStep.CONFIRMED);
    assertThat(plan(RolloutStep.SHADOWED, better).reason())
        .isEqualTo("verified by scorer-1, scorer-2");
    assertThat(plan(RolloutStep.CANARIED, better).reason())
        .startsWith("shadow: no worse than the margins anywhere: overall +");
    assertThat(plan(RolloutStep.PROMOTED, better).reason())
        .startsWith("canary: worse nowhere that could be shown");
    assertThat(plan(RolloutStep.CONFIRMED, better).reason())
        .startsWith("against the model before: no worse than the margins anywhere");
  }

  @Test
  void a_candidate_that_is_worse_on_few_shot_classes_is_refused_on_the_stream() {
    assertThat(plansAbout(worse))
        .extracting(RolloutPlan::step)
        .containsExactly(RolloutStep.OFFERED, RolloutStep.SHADOWED, RolloutStep.REFUSED);
    RolloutPlan refused = plan(RolloutStep.REFUSED, worse);
    assertThat(refused.reason()).startsWith("shadow: worse ").containsPattern("worse .*in few:");
    assertThat(refused.live()).contains(first.version());
    assertThat(refused.trial()).isEmpty();
  }

  @Test
  void a_candidate_whose_class_list_shrank_is_refused_by_name_before_it_answers() {
    assertThat(plansAbout(shrunk))
        .extracting(RolloutPlan::step)
        .containsExactly(RolloutStep.OFFERED, RolloutStep.REFUSED);
    assertThat(plan(RolloutStep.REFUSED, shrunk).reason())
        .startsWith("verify: ")
        .containsPattern("scorer-[12] says model .* does not know lynx");
    assertThat(reports())
        .flatExtracting(ScorerReport::refusals)
        .filteredOn(refusal -> refusal.version().equals(shrunk.version()))
        .isNotEmpty()
        .allSatisfy(r -> assertThat(r.reason()).isEqualTo(RefusalReason.CLASSES_SHRANK));
    assertThat(predictions)
        .noneMatch(p -> p.model().equals(shrunk.version()))
        .noneMatch(p -> p.alongside().map(Alongside::model).equals(Optional.of(shrunk.version())));
  }

  @Test
  void a_live_model_that_turns_out_worse_under_guard_is_rolled_back() {
    assertThat(plansAbout(slip))
        .extracting(RolloutPlan::step)
        .containsExactly(RolloutStep.PROMOTED, RolloutStep.ROLLED_BACK);
    assertThat(plan(RolloutStep.PROMOTED, slip).trial())
        .hasValueSatisfying(
            guard -> {
              assertThat(guard.stage()).isEqualTo(TrialStage.GUARD);
              assertThat(guard.version()).isEqualTo(better.version());
            });
    RolloutPlan back = plan(RolloutStep.ROLLED_BACK, slip);
    assertThat(back.reason()).startsWith("against the model before: worse ").contains("in few");
    assertThat(back.live()).contains(better.version());
  }

  @Test
  void in_shadow_the_candidate_answers_its_share_beside_the_live_model() {
    Trial shadow = trial(RolloutStep.SHADOWED, better);

    List<Prediction> both = madeByBoth(RolloutStep.SHADOWED, better);

    assertThat(both)
        .hasSizeGreaterThan(100)
        .allSatisfy(
            p -> {
              assertThat(KeyShare.holds(p.image(), shadow.share())).isTrue();
              assertThat(p.role()).isEqualTo(Role.LIVE);
              assertThat(p.model()).isEqualTo(first.version());
              assertThat(p.alongside().map(Alongside::model)).contains(better.version());
            });
  }

  @Test
  void in_canary_its_answers_count_for_its_share_and_nowhere_else() {
    Trial canary = trial(RolloutStep.CANARIED, better);

    List<Prediction> both = madeByBoth(RolloutStep.CANARIED, better);

    assertThat(both)
        .hasSizeGreaterThan(100)
        .allSatisfy(
            p -> {
              assertThat(KeyShare.holds(p.image(), canary.share())).isTrue();
              assertThat(p.role()).isEqualTo(Role.CANARY);
              assertThat(p.model()).isEqualTo(better.version());
              assertThat(p.alongside().map(Alongside::model)).contains(first.version());
            });
    assertThat(under(RolloutStep.CANARIED, better))
        .filteredOn(p -> !KeyShare.holds(p.image(), canary.share()))
        .isNotEmpty()
        .allSatisfy(p -> assertThat(p.model()).isEqualTo(first.version()));
  }

  @Test
  void under_guard_the_model_before_answers_a_share_beside_it() {
    Trial guard = trial(RolloutStep.PROMOTED, better);

    List<Prediction> both = madeByBoth(RolloutStep.PROMOTED, better);

    assertThat(both)
        .hasSizeGreaterThan(100)
        .allSatisfy(
            p -> {
              assertThat(KeyShare.holds(p.image(), guard.share())).isTrue();
              assertThat(p.role()).isEqualTo(Role.LIVE);
              assertThat(p.model()).isEqualTo(better.version());
              assertThat(p.alongside().map(Alongside::model)).contains(first.version());
            });
    assertThat(under(RolloutStep.CONFIRMED, better))
        .filteredOn(p -> p.model().equals(better.version()))
        .allSatisfy(p -> assertThat(p.alongside()).isEmpty());
  }

  @Test
  void what_both_said_of_an_image_is_what_each_would_say_alone() {
    assertThat(madeByBoth(RolloutStep.SHADOWED, better))
        .filteredOn(p -> Shade.of(number(p.image())) != Shade.LYNX)
        .allSatisfy(
            p -> {
              String shown = Shade.of(number(p.image())).word();
              assertThat(p.top().get(0).className()).isEqualTo(shown);
              assertThat(p.alongside().orElseThrow().top().get(0).className()).isEqualTo(shown);
            });
    assertThat(madeByBoth(RolloutStep.SHADOWED, better))
        .filteredOn(p -> Shade.of(number(p.image())) == Shade.LYNX)
        .allSatisfy(
            p -> assertThat(p.alongside().orElseThrow().top().get(0).className()).isEqualTo("lynx"))
        .anySatisfy(p -> assertThat(p.top().get(0).className()).isEqualTo("fox"));
  }

  @Test
  void every_stage_has_its_result_with_the_evidence_it_rests_on() {
    List<GateResult> results =
        TestTopics.values(world.kafka(), Topics.EVALUATIONS).stream()
            .filter(result -> result.version().equals(better.version()))
            .toList();

    assertThat(results)
        .extracting(GateResult::window)
        .contains("held-out", "verify", "shadow", "canary", "guard");
    assertThat(results)
        .filteredOn(result -> result.window().equals("shadow"))
        .last()
        .satisfies(
            shadow -> {
              StreamEvidence evidence = shadow.stream().orElseThrow();
              assertThat(shadow.passed()).isTrue();
              assertThat(evidence.labelled()).isGreaterThanOrEqualTo(100);
              assertThat(evidence.groups().get(0).subjectOnly()).isPositive();
            });
  }

  @Test
  void images_with_contradicting_labels_are_withdrawn_and_the_trial_goes_on() {
    assertThat(TestTopics.values(world.kafka(), Topics.EVALUATIONS))
        .filteredOn(r -> r.version().equals(better.version()) && r.window().equals("shadow"))
        .last()
        .satisfies(
            result -> assertThat(result.stream().orElseThrow().contradicted()).isBetween(10L, 30L));
  }

  @Test
  void what_is_no_prediction_and_no_report_is_refused_whole_and_the_trial_goes_on() {
    List<Reject> rejects = TestTopics.values(world.kafka(), Topics.rejects(Writer.ROLLOUT));

    for (String topic : List.of(Topics.PREDICTIONS.name(), Topics.SCORER_REPORTS.name())) {
      assertThat(rejects)
          .filteredOn(reject -> reject.source().startsWith(topic + "/"))
          .extracting(Reject::payload)
          .containsExactlyInAnyOrderElementsOf(garbage.get(topic));
    }
    assertThat(rejects)
        .allSatisfy(reject -> assertThat(reject.reason()).isEqualTo(RejectReason.MALFORMED_RECORD));
  }

  @Test
  void every_image_is_predicted_once() {
    assertThat(world.seen().imagesPredicted()).isEqualTo(world.sent());
    assertThat(world.seen().unmarkedRepeats()).isZero();
    assertThat(world.seen().repeated()).isZero();
    assertThat(world.broken()).isEmpty();
  }

  private List<RolloutPlan> plansAbout(ModelManifest model) {
    return world.plans().stream()
        .filter(plan -> plan.subject().equals(Optional.of(model.version())))
        .toList();
  }

  private RolloutPlan plan(RolloutStep step, ModelManifest about) {
    return plansAbout(about).stream().filter(p -> p.step() == step).findFirst().orElseThrow();
  }

  private Trial trial(RolloutStep step, ModelManifest about) {
    return plan(step, about).trial().orElseThrow();
  }

  private List<Prediction> under(RolloutStep step, ModelManifest about) {
    long epoch = plan(step, about).epoch();
    return predictions.stream().filter(p -> p.planEpoch() == epoch).toList();
  }

  private List<Prediction> madeByBoth(RolloutStep step, ModelManifest about) {
    return under(step, about).stream().filter(p -> p.alongside().isPresent()).toList();
  }

  private static int number(ImageId image) {
    return Integer.parseInt(image.value().substring("image-".length()));
  }
}
