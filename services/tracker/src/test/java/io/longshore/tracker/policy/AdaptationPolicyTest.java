package io.longshore.tracker.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.drift.DriftEvidence;
import io.longshore.domain.drift.MissingMass;
import io.longshore.domain.model.ModelVersion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AdaptationPolicyTest {
  private static final ModelVersion LIVE = new ModelVersion("c".repeat(64));
  private static final AdaptationPolicy POLICY =
      new AdaptationPolicy(
          new PolicyLimits(100, 0.15, 2_000, 20_000, 4_000, 50, Duration.ofSeconds(10)));
  private static final DriftEvidence SMALL = evidence(9, 0.08);
  private static final DriftEvidence LARGE = evidence(9, 0.2);
  private static final DriftEvidence NO_ALARM = evidence(4, 0.3);

  @Test
  void an_alarm_over_a_small_shift_asks_for_a_rebalanced_head_alone() {
    assertThat(POLICY.onDrift(SMALL, SMALL, quietly()).steps())
        .containsExactly(new Verdict.Step(Gear.REBALANCE, "the mix moved by at least 0.08", SMALL));
  }

  @Test
  void an_alarm_over_a_large_shift_asks_for_a_retrained_student_too() {
    assertThat(POLICY.onDrift(LARGE, LARGE, quietly()).steps())
        .containsExactly(
            new Verdict.Step(Gear.REBALANCE, "the mix moved by at least 0.20", LARGE),
            new Verdict.Step(
                Gear.RETRAIN,
                "the mix moved by at least 0.20 since training; 0.15 is enough",
                LARGE));
  }

  @Test
  void a_backbone_left_behind_by_its_head_asks_for_a_retrained_student_alone() {
    assertThat(POLICY.onDrift(NO_ALARM, LARGE, quietly()).steps())
        .extracting(Verdict.Step::gear)
        .containsExactly(Gear.RETRAIN);
  }

  @Test
  void an_alarm_with_new_classes_asks_for_a_retrained_student_however_small_the_shift() {
    Verdict verdict =
        POLICY.onDrift(SMALL, SMALL, situation(500, Map.of(), List.of("whale", "seal")));

    assertThat(verdict.steps())
        .contains(
            new Verdict.Step(
                Gear.RETRAIN, "the mix moved, and the live model lacks seal, whale", SMALL));
  }

  @Test
  void evidence_under_its_threshold_asks_for_nothing() {
    assertThat(POLICY.onDrift(NO_ALARM, NO_ALARM, situation(500, Map.of(), List.of("whale"))))
        .isInstanceOf(Verdict.Wait.class);
  }

  @Test
  void an_effect_under_its_floor_asks_for_nothing() {
    DriftEvidence tiny = evidence(50, 0.04);

    assertThat(POLICY.onDrift(tiny, tiny, quietly())).isInstanceOf(Verdict.Wait.class);
  }

  @Test
  void a_new_mix_hardly_known_is_not_adapted_to() {
    assertThat(POLICY.onDrift(LARGE, LARGE, situation(99, Map.of(), List.of())))
        .isEqualTo(
            new Verdict.Wait("the mix moved, and what it is now is known from 99 units only"));
  }

  @Test
  void each_gear_waits_for_its_own_answer() {
    Map<Gear, Long> both = Map.of(Gear.REBALANCE, 1_999L, Gear.RETRAIN, 1_999L);
    Map<Gear, Long> cooled = Map.of(Gear.REBALANCE, 2_000L, Gear.RETRAIN, 2_000L);

    assertThat(POLICY.onDrift(LARGE, LARGE, situation(500, both, List.of())))
        .isInstanceOf(Verdict.Wait.class);
    assertThat(POLICY.onDrift(LARGE, LARGE, situation(500, cooled, List.of())).steps())
        .extracting(Verdict.Step::gear)
        .containsExactly(Gear.REBALANCE);
  }

  @Test
  void a_shift_that_turns_out_large_asks_for_a_retrained_student_later() {
    Verdict verdict =
        POLICY.onDrift(LARGE, LARGE, situation(500, Map.of(Gear.REBALANCE, 40L), List.of()));

    assertThat(verdict.steps()).extracting(Verdict.Step::gear).containsExactly(Gear.RETRAIN);
  }

  @Test
  void without_any_evidence_a_live_model_stays() {
    assertThat(POLICY.onDrift(DriftEvidence.NONE, DriftEvidence.NONE, quietly()))
        .isInstanceOf(Verdict.Wait.class);
  }

  @Test
  void waiting_for_the_first_model_says_for_what() {
    Verdict verdict =
        POLICY.first(new Situation(3_999, 10, new TreeSet<>(), 0, Map.of(), Duration.ofSeconds(9)));

    assertThat(verdict)
        .isEqualTo(
            new Verdict.Wait(
                "no model is live; a first one is asked for at 4,000 labels, or at 50 when no more come"));
  }

  @Test
  void the_first_model_asked_for_is_waited_for() {
    Verdict verdict =
        POLICY.first(
            new Situation(
                9_000, 10, new TreeSet<>(), 0, Map.of(Gear.RETRAIN, 19_999L), Duration.ZERO));

    assertThat(verdict)
        .isEqualTo(
            new Verdict.Wait(
                "to retrain was asked for and is not answered yet; asked for again after 1 more units"));
  }

  private static Situation quietly() {
    return situation(500, Map.of(), List.of());
  }

  private static Situation situation(
      long mixUnits, Map<Gear, Long> unanswered, List<String> newClasses) {
    return new Situation(9_000, 10, new TreeSet<>(newClasses), mixUnits, unanswered, Duration.ZERO);
  }

  private static DriftEvidence evidence(double logE, double lower) {
    return new DriftEvidence(
        Optional.of(LIVE),
        500,
        1,
        logE,
        new TreeMap<>(),
        List.of(logE),
        Math.log(100),
        lower + 0.05,
        lower,
        0.05,
        List.of(),
        MissingMass.UNKNOWN,
        List.of(),
        0);
  }
}
