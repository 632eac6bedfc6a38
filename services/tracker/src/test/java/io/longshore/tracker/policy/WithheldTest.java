package io.longshore.tracker.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.drift.DriftEvidence;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a policy does not ask for, and what it says instead. */
class WithheldTest {

  @Test
  void evidence_under_its_threshold_asks_for_nothing() {
    Verdict verdict =
        Policies.usual().onDrift(Moved.PERHAPS, Moved.PERHAPS, Situations.lacking(9, "whale"));

    assertThat(verdict).isInstanceOf(Verdict.Wait.class);
    assertThat(verdict.inWords()).startsWith("wait: no alarm: after 500 units the evidence");
  }

  @Test
  void an_effect_under_its_floor_asks_for_nothing() {
    DriftEvidence tiny = Moved.of(50, 0.04);

    assertThat(Policies.usual().onDrift(tiny, tiny, Situations.CALM))
        .isInstanceOf(Verdict.Wait.class);
  }

  @Test
  void without_any_evidence_a_live_model_stays() {
    assertThat(Policies.usual().onDrift(DriftEvidence.NONE, DriftEvidence.NONE, Situations.CALM))
        .isInstanceOf(Verdict.Wait.class);
  }

  @Test
  void a_new_mix_hardly_known_is_not_adapted_to() {
    assertThat(Policies.usual().onDrift(Moved.MUCH, Moved.MUCH, Situations.knownFrom(99)).inWords())
        .isEqualTo("wait: the mix moved, and what it is now is known from 99 units only");
  }

  @Test
  void a_paused_policy_waits_and_says_so() {
    AdaptationPolicy paused = Policies.with("state", "paused");

    assertThat(paused.onDrift(Moved.MUCH, Moved.MUCH, Situations.CALM).inWords())
        .isEqualTo("wait: the policy is paused, though the mix moved by at least 0.20");
    assertThat(paused.first(Situations.young(9_000, 10, Duration.ZERO)).inWords())
        .isEqualTo("wait: the policy is paused, and no model is live");
  }

  @Test
  void each_gear_waits_for_its_own_answer() {
    var asked = Situations.unanswered(Map.of(Gear.REBALANCE, 1_999L, Gear.RETRAIN, 1_999L));

    assertThat(Policies.usual().onDrift(Moved.MUCH, Moved.MUCH, asked).inWords())
        .isEqualTo(
            "wait: the mix moved by at least 0.20; to rebalance was asked for and is not answered"
                + " yet; asked for again after 1 more units; to retrain was asked for and is not"
                + " answered yet; asked for again after 18,001 more units");
  }

  @Test
  void a_gear_that_cools_down_leaves_it_to_the_trim() {
    Ledger ledger = Ledger.EMPTY.asked(Gear.REBALANCE, Situations.NOON);
    var soon = Situations.after(ledger, Situations.NOON.plusSeconds(60));

    Verdict verdict = Policies.usual().onDrift(Moved.A_LITTLE, Moved.PERHAPS, soon);

    assertThat(verdict.inWords())
        .isEqualTo(
            "trim by 1.00: the mix moved by at least 0.08; to rebalance cools down for PT4M more");
  }

  @Test
  void a_spent_budget_leaves_it_to_the_trim_until_the_next_day() {
    AdaptationPolicy frugal = Policies.with(Map.of("rebalance-per-day", "1", "cool-down", "PT0S"));
    Ledger ledger = Ledger.EMPTY.asked(Gear.REBALANCE, Situations.NOON);
    var evening = Situations.after(ledger, Situations.NOON.plus(Duration.ofHours(11)));
    var tomorrow = Situations.after(ledger, Situations.NOON.plus(Duration.ofHours(12)));

    assertThat(frugal.onDrift(Moved.A_LITTLE, Moved.PERHAPS, evening).inWords())
        .isEqualTo(
            "trim by 1.00: the mix moved by at least 0.08; to rebalance was asked for 1 times"
                + " today, all it may");
    assertThat(frugal.onDrift(Moved.A_LITTLE, Moved.PERHAPS, tomorrow).steps()).hasSize(1);
  }

  @Test
  void a_gear_without_a_budget_is_forbidden() {
    AdaptationPolicy never = Policies.with("retrain-per-day", "0");

    assertThat(never.onDrift(Moved.PERHAPS, Moved.MUCH, Situations.CALM).inWords())
        .isEqualTo(
            "trim by 1.00: the mix moved by at least 0.20; to retrain is forbidden"
                + " (retrain-per-day is 0)");
    assertThat(never.first(Situations.young(9_000, 10, Duration.ZERO)).inWords())
        .isEqualTo("wait: no model is live; to retrain is forbidden (retrain-per-day is 0)");
  }

  @Test
  void a_gear_that_does_not_pay_leaves_it_to_the_trim() {
    AdaptationPolicy poor = Policies.with("horizon-units", "9");

    assertThat(poor.onDrift(Moved.MUCH, Moved.PERHAPS, Situations.CALM).inWords())
        .isEqualTo(
            "trim by 1.00: the mix moved by at least 0.20; to rebalance does not pay: it may make"
                + " 2.00% of answers right, worth 0.2, for 2.0 s of compute, 0.2; asked for 0 of 24"
                + " times today");
  }

  @Test
  void without_a_trim_what_does_not_pay_waits() {
    AdaptationPolicy poor = Policies.with(Map.of("horizon-units", "5", "trim-strength", "0"));

    assertThat(poor.onDrift(Moved.MUCH, Moved.PERHAPS, Situations.CALM))
        .isInstanceOf(Verdict.Wait.class);
  }

  @Test
  void a_backbone_that_is_a_little_behind_leaves_it_to_the_trim() {
    assertThat(Policies.usual().onDrift(Moved.PERHAPS, Moved.A_LITTLE, Situations.CALM).inWords())
        .isEqualTo(
            "trim by 1.00: the mix moved by at least 0.08; to retrain takes a mix that moved by at"
                + " least 0.15 since training, not 0.08");
  }

  @Test
  void waiting_for_the_first_model_says_for_what() {
    assertThat(Policies.usual().first(Situations.young(3_999, 10, Duration.ofSeconds(9))).inWords())
        .isEqualTo(
            "wait: no model is live; a first one is asked for at 4,000 labels, or at 50 when no"
                + " more come");
    assertThat(Policies.usual().first(Situations.young(9_000, 1, Duration.ZERO)).inWords())
        .isEqualTo("wait: no model is live, and a first one needs labels of two classes");
  }
}
