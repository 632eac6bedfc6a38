package io.longshore.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
  private PromotionStory story;

  @BeforeAll
  void models_come(@TempDir Path data) throws InterruptedException {
    world = new PromotionWorld(data);
    story = new PromotionStory(world);
  }

  @AfterAll
  void close() {
    world.close();
  }

  @Test
  void a_better_candidate_passes_every_stage_and_is_confirmed() {
    assertThat(story.plansAbout(story.better))
        .extracting(RolloutPlan::step)
        .startsWith(
            RolloutStep.OFFERED,
            RolloutStep.SHADOWED,
            RolloutStep.CANARIED,
            RolloutStep.PROMOTED,
            RolloutStep.CONFIRMED);
    assertThat(story.plan(RolloutStep.SHADOWED, story.better).reason())
        .isEqualTo("verified by scorer-1, scorer-2");
    assertThat(story.plan(RolloutStep.CANARIED, story.better).reason())
        .startsWith("shadow: no worse than the margins anywhere: overall +");
    assertThat(story.plan(RolloutStep.PROMOTED, story.better).reason())
        .startsWith("canary: worse nowhere that could be shown");
    assertThat(story.plan(RolloutStep.CONFIRMED, story.better).reason())
        .startsWith("against the model before: no worse than the margins anywhere");
  }

  @Test
  void a_candidate_that_is_worse_on_few_shot_classes_is_refused_on_the_stream() {
    assertThat(story.plansAbout(story.worse))
        .extracting(RolloutPlan::step)
        .containsExactly(RolloutStep.OFFERED, RolloutStep.SHADOWED, RolloutStep.REFUSED);
    RolloutPlan refused = story.plan(RolloutStep.REFUSED, story.worse);
    assertThat(refused.reason()).startsWith("shadow: worse ").containsPattern("worse .*in few:");
    assertThat(refused.live()).contains(story.first.version());
    assertThat(refused.trial()).isEmpty();
  }

  @Test
  void a_candidate_whose_class_list_shrank_is_refused_by_name_before_it_answers() {
    assertThat(story.plansAbout(story.shrunk))
        .extracting(RolloutPlan::step)
        .containsExactly(RolloutStep.OFFERED, RolloutStep.REFUSED);
    assertThat(story.plan(RolloutStep.REFUSED, story.shrunk).reason())
        .startsWith("verify: ")
        .containsPattern("scorer-[12] says model .* does not know lynx");
    assertThat(story.reports())
        .flatExtracting(ScorerReport::refusals)
        .filteredOn(refusal -> refusal.version().equals(story.shrunk.version()))
        .isNotEmpty()
        .allSatisfy(r -> assertThat(r.reason()).isEqualTo(RefusalReason.CLASSES_SHRANK));
    assertThat(story.predictions)
        .noneMatch(p -> p.model().equals(story.shrunk.version()))
        .noneMatch(
            p -> p.alongside().map(Alongside::model).equals(Optional.of(story.shrunk.version())));
  }

  @Test
  void a_live_model_that_turns_out_worse_under_guard_is_rolled_back() {
    assertThat(story.plansAbout(story.slip))
        .extracting(RolloutPlan::step)
        .containsExactly(RolloutStep.PROMOTED, RolloutStep.ROLLED_BACK);
    assertThat(story.plan(RolloutStep.PROMOTED, story.slip).trial())
        .hasValueSatisfying(
            guard -> {
              assertThat(guard.stage()).isEqualTo(TrialStage.GUARD);
              assertThat(guard.version()).isEqualTo(story.better.version());
            });
    RolloutPlan back = story.plan(RolloutStep.ROLLED_BACK, story.slip);
    assertThat(back.reason()).startsWith("against the model before: worse ").contains("in few");
    assertThat(back.live()).contains(story.better.version());
  }

  @Test
  void in_shadow_the_candidate_answers_its_share_beside_the_live_model() {
    Trial shadow = story.trial(RolloutStep.SHADOWED, story.better);

    List<Prediction> both = story.madeByBoth(RolloutStep.SHADOWED, story.better);

    assertThat(both)
        .hasSizeGreaterThan(100)
        .allSatisfy(
            p -> {
              assertThat(KeyShare.holds(p.image(), shadow.share())).isTrue();
              assertThat(p.role()).isEqualTo(Role.LIVE);
              assertThat(p.model()).isEqualTo(story.first.version());
              assertThat(p.alongside().map(Alongside::model)).contains(story.better.version());
            });
  }

  @Test
  void in_canary_its_answers_count_for_its_share_and_nowhere_else() {
    Trial canary = story.trial(RolloutStep.CANARIED, story.better);

    List<Prediction> both = story.madeByBoth(RolloutStep.CANARIED, story.better);

    assertThat(both)
        .hasSizeGreaterThan(100)
        .allSatisfy(
            p -> {
              assertThat(KeyShare.holds(p.image(), canary.share())).isTrue();
              assertThat(p.role()).isEqualTo(Role.CANARY);
              assertThat(p.model()).isEqualTo(story.better.version());
              assertThat(p.alongside().map(Alongside::model)).contains(story.first.version());
            });
    assertThat(story.under(RolloutStep.CANARIED, story.better))
        .filteredOn(p -> !KeyShare.holds(p.image(), canary.share()))
        .isNotEmpty()
        .allSatisfy(p -> assertThat(p.model()).isEqualTo(story.first.version()));
  }

  @Test
  void under_guard_the_model_before_answers_a_share_beside_it() {
    Trial guard = story.trial(RolloutStep.PROMOTED, story.better);

    List<Prediction> both = story.madeByBoth(RolloutStep.PROMOTED, story.better);

    assertThat(both)
        .hasSizeGreaterThan(100)
        .allSatisfy(
            p -> {
              assertThat(KeyShare.holds(p.image(), guard.share())).isTrue();
              assertThat(p.role()).isEqualTo(Role.LIVE);
              assertThat(p.model()).isEqualTo(story.better.version());
              assertThat(p.alongside().map(Alongside::model)).contains(story.first.version());
            });
    assertThat(story.under(RolloutStep.CONFIRMED, story.better))
        .filteredOn(p -> p.model().equals(story.better.version()))
        .allSatisfy(p -> assertThat(p.alongside()).isEmpty());
  }

  @Test
  void what_both_said_of_an_image_is_what_each_would_say_alone() {
    assertThat(story.madeByBoth(RolloutStep.SHADOWED, story.better))
        .filteredOn(p -> Shade.of(PromotionStory.number(p.image())) != Shade.LYNX)
        .allSatisfy(
            p -> {
              String shown = Shade.of(PromotionStory.number(p.image())).word();
              assertThat(p.top().get(0).className()).isEqualTo(shown);
              assertThat(p.alongside().orElseThrow().top().get(0).className()).isEqualTo(shown);
            });
    assertThat(story.madeByBoth(RolloutStep.SHADOWED, story.better))
        .filteredOn(p -> Shade.of(PromotionStory.number(p.image())) == Shade.LYNX)
        .allSatisfy(
            p -> assertThat(p.alongside().orElseThrow().top().get(0).className()).isEqualTo("lynx"))
        .anySatisfy(p -> assertThat(p.top().get(0).className()).isEqualTo("fox"));
  }

  @Test
  void every_stage_has_its_result_with_the_evidence_it_rests_on() {
    List<GateResult> results =
        TestTopics.values(world.kafka(), Topics.EVALUATIONS).stream()
            .filter(result -> result.version().equals(story.better.version()))
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
        .filteredOn(r -> r.version().equals(story.better.version()) && r.window().equals("shadow"))
        .last()
        .satisfies(
            result ->
                assertThat(result.stream().orElseThrow().contradicted())
                    .isBetween(1L, PromotionStory.CONTRADICTED / 10L));
  }

  @Test
  void what_is_no_prediction_and_no_report_is_refused_whole_and_the_trial_goes_on() {
    List<Reject> rejects = TestTopics.values(world.kafka(), Topics.rejects(Writer.ROLLOUT));

    for (Topic<?, ?> topic : List.of(Topics.PREDICTIONS, Topics.SCORER_REPORTS)) {
      assertThat(rejects)
          .filteredOn(reject -> reject.source().startsWith(topic.name() + "/"))
          .extracting(Reject::payload)
          .containsExactlyInAnyOrderElementsOf(story.garbageOf(topic));
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
}
