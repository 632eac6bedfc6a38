package io.longshore.rollout;

import static io.longshore.rollout.Models.NOON;
import static io.longshore.rollout.Models.RULES;
import static io.longshore.rollout.Models.evaluation;
import static io.longshore.rollout.Models.model;
import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.rollout.GateResult;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.rollout.RolloutStep;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RolloutTest {
  private static final ModelManifest GOOD = model(1, 80, 60, 40);
  private static final ModelManifest BETTER = model(2, 85, 70, 55);
  private static final ModelManifest WORSE = model(3, 90, 70, 10);

  @Test
  void a_first_model_that_passes_its_gate_goes_live() {
    Decision decision = start().on(announced(GOOD), RULES);

    RolloutPlan plan = decision.plan().orElseThrow();
    assertThat(plan.live()).contains(GOOD.version());
    assertThat(plan.previous()).isEmpty();
    assertThat(plan.epoch()).isEqualTo(1);
    assertThat(plan.step()).isEqualTo(RolloutStep.PROMOTED);
    assertThat(decision.judged()).extracting(GateResult::passed).containsExactly(true);
  }

  @Test
  void a_better_model_supersedes_and_the_old_one_stays_warm() {
    Rollout rollout = after(announced(GOOD));

    Decision decision = rollout.on(announced(BETTER), RULES);

    RolloutPlan plan = decision.plan().orElseThrow();
    assertThat(plan.live()).contains(BETTER.version());
    assertThat(plan.previous()).contains(GOOD.version());
    assertThat(decision.rollout().stages().get(GOOD.version()))
        .isInstanceOf(ModelStage.Superseded.class);
  }

  @Test
  void a_model_that_fails_its_gate_is_refused_with_its_reason_and_the_live_one_stays() {
    Rollout rollout = after(announced(GOOD));

    Decision decision = rollout.on(announced(WORSE), RULES);

    RolloutPlan plan = decision.plan().orElseThrow();
    assertThat(plan.live()).contains(GOOD.version());
    assertThat(plan.step()).isEqualTo(RolloutStep.REFUSED);
    assertThat(plan.subject()).contains(WORSE.version());
    assertThat(plan.reason()).contains("few accuracy falls");
  }

  @Test
  void results_on_the_same_images_count_more_than_the_live_models_own() {
    Rollout rollout = after(announced(GOOD));
    ModelManifest candidate =
        Models.against(model(4, 80, 60, 36), GOOD.version(), evaluation(80, 60, 35));

    Decision decision = rollout.on(announced(candidate), RULES);

    assertThat(decision.plan().orElseThrow().live()).contains(candidate.version());
  }

  @Test
  void a_model_announced_twice_is_judged_once() {
    Rollout rollout = after(announced(GOOD));

    Decision decision = rollout.on(announced(GOOD), RULES);

    assertThat(decision.plan()).isEmpty();
    assertThat(decision.judged()).isEmpty();
  }

  @Test
  void a_rollback_brings_the_model_before_back() {
    Rollout rollout = after(announced(GOOD), announced(BETTER));

    Decision decision = rollout.on(rollBack(BETTER), RULES);

    RolloutPlan plan = decision.plan().orElseThrow();
    assertThat(plan.live()).contains(GOOD.version());
    assertThat(plan.previous()).isEmpty();
    assertThat(plan.step()).isEqualTo(RolloutStep.ROLLED_BACK);
    assertThat(plan.subject()).contains(BETTER.version());
  }

  @Test
  void a_rollback_asked_twice_is_done_once() {
    Rollout rollout = after(announced(GOOD), announced(BETTER), rollBack(BETTER));

    Decision decision = rollout.on(rollBack(BETTER), RULES);

    assertThat(decision.plan()).isEmpty();
  }

  @Test
  void a_rollback_with_nothing_to_go_back_to_changes_nothing() {
    Rollout rollout = after(announced(GOOD));

    Decision decision = rollout.on(rollBack(GOOD), RULES);

    assertThat(decision.plan()).isEmpty();
  }

  @Test
  void a_rolled_back_model_does_not_come_back_by_itself() {
    Rollout rollout = after(announced(GOOD), announced(BETTER), rollBack(BETTER));

    Decision decision = rollout.on(announced(BETTER), RULES);

    assertThat(decision.plan()).isEmpty();
  }

  @Test
  void an_operator_may_promote_a_refused_model() {
    Rollout rollout = after(announced(GOOD), announced(WORSE));

    Decision decision =
        rollout.on(
            new RolloutEvent.PromotionAsked(WORSE.version(), "operator: we know", NOON), RULES);

    assertThat(decision.plan().orElseThrow().live()).contains(WORSE.version());
    assertThat(decision.plan().orElseThrow().previous()).contains(GOOD.version());
  }

  @Property
  void whatever_happens_at_most_one_model_is_live_and_epochs_grow_by_one(
      @ForAll List<Integer> choices) {
    Rollout rollout = start();
    List<RolloutPlan> plans = new ArrayList<>();

    for (int choice : choices) {
      Decision decision = rollout.on(event(choice), RULES);
      decision.plan().ifPresent(plans::add);
      rollout = decision.rollout();
      assertThat(
              rollout.stages().values().stream().filter(ModelStage.Live.class::isInstance).count())
          .isLessThanOrEqualTo(1);
      assertThat(rollout.plan().live().map(rollout.stages()::get))
          .satisfies(
              live -> live.ifPresent(s -> assertThat(s).isInstanceOf(ModelStage.Live.class)));
    }

    for (int i = 0; i < plans.size(); i++) {
      assertThat(plans.get(i).epoch()).isEqualTo(i + 1);
    }
  }

  private static RolloutEvent event(int choice) {
    ModelManifest model = List.of(GOOD, BETTER, WORSE).get(Math.floorMod(choice, 3));
    return switch (Math.floorMod(choice / 3, 3)) {
      case 0 -> announced(model);
      case 1 -> rollBack(model);
      default -> new RolloutEvent.PromotionAsked(model.version(), "operator: test", NOON);
    };
  }

  private static Rollout start() {
    return Rollout.of(RolloutPlan.initial("default"));
  }

  private static Rollout after(RolloutEvent... events) {
    Rollout rollout = start();
    for (RolloutEvent event : events) {
      rollout = rollout.on(event, RULES).rollout();
    }
    return rollout;
  }

  private static RolloutEvent announced(ModelManifest manifest) {
    return new RolloutEvent.Announced(manifest, NOON);
  }

  private static RolloutEvent rollBack(ModelManifest from) {
    return new RolloutEvent.RollBackAsked(from.version(), "operator: test", NOON);
  }
}
