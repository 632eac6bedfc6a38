package io.longshore.tracker.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.drift.DriftEvidence;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a policy asks for. */
class AdaptationPolicyTest {

  @Test
  void an_alarm_over_a_small_shift_asks_for_a_rebalanced_head_alone() {
    Verdict verdict = Policies.usual().onDrift(Moved.A_LITTLE, Moved.A_LITTLE, Situations.CALM);

    assertThat(verdict.steps()).extracting(Verdict.Step::gear).containsExactly(Gear.REBALANCE);
    assertThat(verdict.inWords())
        .isEqualTo(
            "rebalance: the mix moved by at least 0.08; it may make 0.80% of answers right, worth"
                + " 160.0, for 2.0 s of compute, 0.2; asked for 0 of 24 times today; to retrain"
                + " takes a mix that moved by at least 0.15 since training, not 0.08");
  }

  @Test
  void an_alarm_over_a_large_shift_asks_for_a_retrained_student_too() {
    Verdict verdict = Policies.usual().onDrift(Moved.MUCH, Moved.MUCH, Situations.CALM);

    assertThat(verdict.inWords())
        .isEqualTo(
            "rebalance: the mix moved by at least 0.20; it may make 2.00% of answers right, worth"
                + " 400.0, for 2.0 s of compute, 0.2; asked for 0 of 24 times today; retrain: the"
                + " mix moved by at least 0.20 since training; 0.15 is enough; it may make 4.00% of"
                + " answers right, worth 800.0, for 300.0 s of compute, 30.0; asked for 0 of 4"
                + " times today");
    assertThat(verdict.steps())
        .extracting(Verdict.Step::evidence)
        .containsExactly(Moved.MUCH, Moved.MUCH);
  }

  @Test
  void a_backbone_left_behind_by_its_head_asks_for_a_retrained_student_alone() {
    assertThat(Policies.usual().onDrift(Moved.PERHAPS, Moved.MUCH, Situations.CALM).steps())
        .extracting(Verdict.Step::gear)
        .containsExactly(Gear.RETRAIN);
  }

  @Test
  void an_alarm_with_new_classes_asks_for_a_retrained_student_however_small_the_shift() {
    Verdict verdict =
        Policies.usual()
            .onDrift(Moved.A_LITTLE, Moved.A_LITTLE, Situations.lacking(0, "whale", "seal"));

    assertThat(verdict.steps()).extracting(Verdict.Step::gear).contains(Gear.RETRAIN);
    assertThat(verdict.steps().get(1).reason())
        .startsWith("the mix moved, and the live model lacks seal, whale; it may make 1.60%");
  }

  @Test
  void labels_of_new_classes_are_worth_as_much_as_they_are_lost() {
    DriftEvidence half = Moved.by(0.5);

    Verdict verdict = Policies.usual().onDrift(half, half, Situations.lacking(250, "whale"));

    double lost = 0.5 - Math.sqrt(Math.log(100) / 1_000);
    assertThat(verdict.steps().get(1).stake().orElseThrow().accuracy())
        .isEqualTo(0.2 * (0.5 - lost) + lost);
    assertThat(verdict.steps().get(0).stake().orElseThrow().accuracy())
        .isEqualTo(0.1 * (0.5 - lost));
  }

  @Test
  void a_gear_that_is_asked_for_says_what_it_brings_and_costs_in_numbers() {
    Verdict verdict =
        Policies.with("compute-second-price", "7")
            .onDrift(Moved.MUCH, Moved.PERHAPS, Situations.CALM);

    var stake = verdict.steps().get(0).stake().orElseThrow();
    assertThat(stake.benefit()).isEqualTo(0.1 * 0.2 * 20_000);
    assertThat(stake.cost()).isEqualTo(2 * 7.0);
    assertThat(stake.left()).isEqualTo(24);
  }

  @Test
  void the_first_model_is_asked_for_when_there_are_labels_enough() {
    assertThat(Policies.usual().first(Situations.young(4_000, 10, Duration.ZERO)).inWords())
        .isEqualTo("retrain: first model, from 4,000 labels of 10 classes");
  }

  @Test
  void the_first_model_is_asked_for_from_less_when_no_more_come() {
    assertThat(Policies.usual().first(Situations.young(50, 2, Duration.ofSeconds(10))).inWords())
        .isEqualTo("retrain: first model, from 50 labels of 2 classes");
  }

  @Test
  void a_gear_asked_for_again_after_its_cool_down_is_asked_for_though_nothing_answered() {
    var cooled = Situations.unanswered(Map.of(Gear.REBALANCE, 2_000L, Gear.RETRAIN, 2_000L));

    assertThat(Policies.usual().onDrift(Moved.MUCH, Moved.MUCH, cooled).steps())
        .extracting(Verdict.Step::gear)
        .containsExactly(Gear.REBALANCE);
  }

  @Test
  void a_shift_that_turns_out_large_asks_for_a_retrained_student_later() {
    var rebalancing = Situations.unanswered(Map.of(Gear.REBALANCE, 40L));

    assertThat(Policies.usual().onDrift(Moved.MUCH, Moved.MUCH, rebalancing).steps())
        .extracting(Verdict.Step::gear)
        .containsExactly(Gear.RETRAIN);
  }
}
