package io.longshore.rollout;

import static io.longshore.rollout.Models.NOON;
import static io.longshore.rollout.Models.model;
import static io.longshore.rollout.Models.set;
import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.model.Evaluation;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.Refusal;
import io.longshore.domain.prediction.RefusalReason;
import io.longshore.domain.prediction.ScorerReport;
import io.longshore.domain.prediction.Verification;
import io.longshore.domain.rollout.GroupEvidence;
import io.longshore.domain.rollout.PromotionPolicy;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.rollout.RolloutStep;
import io.longshore.domain.rollout.StreamEvidence;
import io.longshore.domain.rollout.Trial;
import io.longshore.domain.rollout.TrialStage;
import io.longshore.rollout.evidence.Outcome;
import io.longshore.rollout.evidence.PairedCounts;
import io.longshore.rollout.evidence.TrialWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A candidate on its way: verified, in shadow, canary, live, guarded. */
class TrialTest {
  private static final ModelManifest FIRST = model(1, 80, 60, 40);
  private static final ModelManifest NEXT = model(2, 85, 70, 55);
  private static final ModelManifest LATER = model(3, 85, 70, 56);
  private static final Rules RULES =
      Models.rules(Models.DIRECT.with(set("retrain-path", "shadow-canary")));

  private Rollout rollout =
      Rollout.of(RolloutPlan.initial("default"))
          .on(new RolloutEvent.Announced(FIRST, NOON), RULES)
          .rollout();
  private Instant now = NOON;

  @Test
  void the_first_model_of_a_stream_goes_live_at_once_and_nothing_guards_it() {
    assertThat(rollout.plan().live()).contains(FIRST.version());
    assertThat(rollout.plan().trial()).isEmpty();
  }

  @Test
  void a_candidate_is_offered_shadowed_canaried_live_and_confirmed() {
    assertThat(announce(NEXT).step()).isEqualTo(RolloutStep.OFFERED);
    assertThat(report(verifying("scorer-0", NEXT)).step()).isEqualTo(RolloutStep.SHADOWED);
    assertThat(evidence(60, 60, 5000).step()).isEqualTo(RolloutStep.CANARIED);
    assertThat(evidence(2, 2, 300).step()).isEqualTo(RolloutStep.PROMOTED);
    assertThat(rollout.plan().trial())
        .hasValueSatisfying(
            guard -> {
              assertThat(guard.stage()).isEqualTo(TrialStage.GUARD);
              assertThat(guard.version()).isEqualTo(FIRST.version());
            });
    assertThat(evidence(60, 60, 5000).step()).isEqualTo(RolloutStep.CONFIRMED);
    assertThat(rollout.plan().live()).contains(NEXT.version());
    assertThat(rollout.plan().previous()).contains(FIRST.version());
    assertThat(rollout.plan().trial()).isEmpty();
  }

  @Test
  void a_candidate_that_one_of_two_scorers_refuses_is_refused_with_what_it_said() {
    report(verifying("scorer-0", FIRST));
    report(verifying("scorer-1", FIRST));
    announce(NEXT);
    report(verifying("scorer-0", NEXT));

    RolloutPlan plan = report(refusing("scorer-1", NEXT, FIRST));

    assertThat(plan.step()).isEqualTo(RolloutStep.REFUSED);
    assertThat(plan.reason()).contains("scorer-1 says logits differ");
    assertThat(plan.trial()).isEmpty();
  }

  @Test
  void a_candidate_that_nobody_verifies_is_refused_in_the_end() {
    announce(NEXT);

    RolloutPlan plan = tick(Duration.ofMinutes(5));

    assertThat(plan.step()).isEqualTo(RolloutStep.REFUSED);
    assertThat(plan.reason()).contains("no scorer reports", "verify-patience");
  }

  @Test
  void a_scorer_that_fell_silent_long_ago_is_not_asked() {
    Instant longAgo = now.minus(Duration.ofHours(1));
    decide(new RolloutEvent.Reported(verifying("scorer-9", FIRST), longAgo, now));
    announce(NEXT);

    assertThat(report(verifying("scorer-0", NEXT)).step()).isEqualTo(RolloutStep.SHADOWED);
  }

  @Test
  void a_candidate_that_falls_in_shadow_is_refused_in_words() {
    shadow(NEXT);

    RolloutPlan plan = evidence(10, 120, 3000);

    assertThat(plan.step()).isEqualTo(RolloutStep.REFUSED);
    assertThat(plan.reason()).startsWith("shadow: worse overall");
    assertThat(plan.live()).contains(FIRST.version());
  }

  @Test
  void labels_that_never_come_end_the_trial_and_the_reason_says_so() {
    shadow(NEXT);
    decide(evidenced(1, 1, 20));

    RolloutPlan plan = tick(Duration.ofDays(7));

    assertThat(plan.step()).isEqualTo(RolloutStep.REFUSED);
    assertThat(plan.reason()).contains("did not suffice (patience)", "200 are asked for");
  }

  @Test
  void a_newer_candidate_takes_the_place_of_one_on_trial() {
    shadow(NEXT);

    RolloutPlan plan = announce(LATER);

    assertThat(plan.trial().map(Trial::version)).contains(LATER.version());
    assertThat(plan.reason()).contains("takes the place of " + NEXT.version().brief());
    assertThat(rollout.stages().get(NEXT.version())).isInstanceOf(ModelStage.Overtaken.class);
  }

  @Test
  void a_candidate_that_fails_on_held_out_images_leaves_the_one_on_trial_where_it_is() {
    shadow(NEXT);

    RolloutPlan plan = announce(model(4, 85, 70, 0));

    assertThat(plan.step()).isEqualTo(RolloutStep.REFUSED);
    assertThat(plan.trial().map(Trial::version)).contains(NEXT.version());
  }

  @Test
  void a_live_model_that_falls_under_the_one_before_is_rolled_back() {
    guard();

    RolloutPlan plan = evidence(10, 120, 3000);

    assertThat(plan.step()).isEqualTo(RolloutStep.ROLLED_BACK);
    assertThat(plan.live()).contains(FIRST.version());
    assertThat(plan.subject()).contains(NEXT.version());
    assertThat(plan.reason()).contains("against the model before: worse overall");
    assertThat(rollout.stages().get(NEXT.version())).isInstanceOf(ModelStage.RolledBack.class);
  }

  @Test
  void a_guard_ends_with_its_period_if_nothing_spoke_against_the_model() {
    guard();

    assertThat(tick(Duration.ofHours(1)).step()).isEqualTo(RolloutStep.CONFIRMED);
  }

  @Test
  void a_candidate_waits_while_the_live_model_is_guarded() {
    guard();
    long epoch = rollout.plan().epoch();

    announce(LATER);

    assertThat(rollout.plan().epoch()).isEqualTo(epoch);
    tick(Duration.ofHours(1));
    assertThat(tick(Duration.ofSeconds(1)).step()).isEqualTo(RolloutStep.OFFERED);
    assertThat(rollout.plan().subject()).contains(LATER.version());
  }

  @Test
  void nothing_moves_while_rollout_is_paused_but_what_an_operator_asks_for() {
    shadow(NEXT);
    decide(new RolloutEvent.PauseAsked("operator: holidays", now));
    decide(evidenced(10, 120, 3000));
    announce(LATER);
    tick(Duration.ofDays(30));

    assertThat(rollout.plan().step()).isEqualTo(RolloutStep.PAUSED);
    assertThat(rollout.plan().trial().map(Trial::version)).contains(NEXT.version());
    decide(new RolloutEvent.PromotionAsked(LATER.version(), "operator: now", now));
    assertThat(rollout.plan().live()).contains(LATER.version());
    assertThat(rollout.plan().paused()).isTrue();
    assertThat(decide(new RolloutEvent.ResumeAsked("operator: back", now)).paused()).isFalse();
  }

  @Test
  void a_model_that_every_scorer_refuses_to_serve_is_rolled_back() {
    guard();

    RolloutPlan plan = report(refusing("scorer-0", NEXT, FIRST));

    assertThat(plan.step()).isEqualTo(RolloutStep.ROLLED_BACK);
    assertThat(plan.reason()).contains("scorers refuse it: scorer-0 says logits differ");
  }

  @Test
  void a_model_that_one_scorer_refuses_under_two_plans_is_rolled_back() {
    guard();
    report(serving("scorer-1", NEXT));
    report(refusing("scorer-0", NEXT, FIRST));
    assertThat(rollout.plan().live()).contains(NEXT.version());
    decide(new RolloutEvent.PauseAsked("operator: look", now));
    decide(new RolloutEvent.ResumeAsked("operator: looked", now));
    report(serving("scorer-1", NEXT));

    RolloutPlan plan = report(refusing("scorer-0", NEXT, FIRST));

    assertThat(plan.step()).isEqualTo(RolloutStep.ROLLED_BACK);
  }

  @Test
  void a_model_nobody_announced_is_not_promoted_and_that_is_said() {
    var unknown = new ModelVersion("ab".repeat(32));

    Decision decision =
        rollout.on(new RolloutEvent.PromotionAsked(unknown, "operator: a slip", now), RULES);

    assertThat(decision.plan()).isEmpty();
    assertThat(decision.refusal())
        .hasValueSatisfying(w -> assertThat(w).contains("ever announced"));
  }

  @Test
  void evidence_of_a_stage_that_is_over_restates_its_result_and_moves_nothing() {
    shadow(NEXT);
    TrialWindow shadow = window();
    announce(LATER);

    Decision decision =
        rollout.on(
            new RolloutEvent.Evidenced(shadow, seen(10, 120, 3000), Evaluation.NONE, now), RULES);

    assertThat(decision.plan()).isEmpty();
    assertThat(decision.judged()).singleElement().satisfies(r -> assertThat(r.passed()).isFalse());
  }

  @Test
  void superiority_is_asked_for_where_the_policy_says_so() {
    PromotionPolicy strict = RULES.policy().with(Models.set("require", "superiority"));
    shadow(NEXT);

    Decision equal = rollout.on(evidenced(60, 60, 5000), Models.rules(strict));
    Decision better = rollout.on(evidenced(120, 40, 5000), Models.rules(strict));

    assertThat(equal.plan()).isEmpty();
    assertThat(better.plan().map(RolloutPlan::step)).contains(RolloutStep.CANARIED);
  }

  @Test
  void after_a_restart_everything_stands_where_it_stood() {
    shadow(NEXT);
    RolloutPlan overtaking = announce(LATER);

    Rollout again =
        new Recollection(List.of(overtaking), Map.of())
            .recall("default", List.of(FIRST, NEXT, LATER));

    assertThat(again.plan()).isEqualTo(rollout.plan());
    assertThat(again.stages().get(LATER.version())).isInstanceOf(ModelStage.Offered.class);
    assertThat(again.stages().get(FIRST.version())).isInstanceOf(ModelStage.Live.class);
  }

  private void shadow(ModelManifest candidate) {
    announce(candidate);
    report(verifying("scorer-0", candidate));
  }

  private void guard() {
    shadow(NEXT);
    evidence(60, 60, 5000);
    evidence(2, 2, 300);
  }

  private RolloutPlan announce(ModelManifest manifest) {
    return decide(new RolloutEvent.Announced(manifest, now));
  }

  private RolloutPlan report(ScorerReport report) {
    return decide(new RolloutEvent.Reported(report, now, now));
  }

  private RolloutPlan evidence(int better, int worse, int same) {
    return decide(evidenced(better, worse, same));
  }

  private RolloutPlan tick(Duration later) {
    now = now.plus(later);
    return decide(new RolloutEvent.Ticked(now));
  }

  private RolloutPlan decide(RolloutEvent event) {
    rollout = rollout.on(event, RULES).rollout();
    now = now.plusSeconds(1);
    return rollout.plan();
  }

  private TrialWindow window() {
    return TrialWindow.of(rollout.plan(), rollout.plan().epoch()).orElseThrow();
  }

  private RolloutEvent evidenced(int better, int worse, int same) {
    return new RolloutEvent.Evidenced(window(), seen(better, worse, same), Evaluation.NONE, now);
  }

  private StreamEvidence seen(int better, int worse, int same) {
    var gate = RULES.streamGate();
    var counts = new PairedCounts();
    for (int i = 0; i < better + worse + same; i++) {
      counts.add(
          i < better
              ? Outcome.SUBJECT_ONLY
              : i < better + worse ? Outcome.OTHER_ONLY : Outcome.BOTH_RIGHT);
    }
    List<GroupEvidence> groups = gate.weigh(List.of(Optional.empty()), group -> counts);
    long all = groups.get(0).images();
    return new StreamEvidence(
        rollout.plan().trial().map(Trial::since).orElse(now), now, all, all, 0, 0, 0, groups);
  }

  private ScorerReport verifying(String scorer, ModelManifest verified) {
    return new ScorerReport(
        scorer,
        rollout.plan().epoch(),
        rollout.plan().live(),
        0,
        List.of(),
        0,
        now,
        Optional.empty(),
        List.of(new Verification(verified.version(), 10, 1e-6, 1, 1)));
  }

  private ScorerReport serving(String scorer, ModelManifest model) {
    return new ScorerReport(
        scorer, rollout.plan().epoch(), Optional.of(model.version()), 0, List.of(), 0, now);
  }

  private ScorerReport refusing(String scorer, ModelManifest refused, ModelManifest serving) {
    return new ScorerReport(
        scorer,
        rollout.plan().epoch(),
        Optional.of(serving.version()),
        0,
        List.of(
            new Refusal(refused.version(), RefusalReason.GOLDEN_MISMATCH, "logits differ by 3")),
        0,
        now);
  }
}
