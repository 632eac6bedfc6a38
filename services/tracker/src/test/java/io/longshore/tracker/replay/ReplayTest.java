package io.longshore.tracker.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.Gear;
import io.longshore.tracker.replay.Decision.By;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A recorded run, and other policies over it. */
class ReplayTest {
  private final RecordedRun run =
      new RecordedRun()
          .labels(RecordedRun.CALM, 1_600)
          .labels(RecordedRun.CRABS, 1_600)
          .labels(RecordedRun.SEALS, 1_600)
          .labels(RecordedRun.CALM, 1_600);

  @Test
  void the_recorded_policy_decides_the_same_at_the_same_buckets() {
    Replayed replayed = RecordedRun.replay(run.recording(), RecordedRun.POLICY);

    assertThat(run.decisions()).hasSizeGreaterThan(3);
    assertThat(replayed.differsFrom()).isEmpty();
    assertThat(replayed.decisions()).extracting(Decision::by).containsOnly(By.BOTH);
    assertThat(adaptations(replayed)).isEqualTo(run.decisions());
  }

  @Test
  void a_stricter_floor_decides_less() {
    Replayed replayed =
        RecordedRun.replay(run.recording(), RecordedRun.with("effect-floor", "0.5"));

    assertThat(replayed.decisions().stream().filter(Decision::isReplayed))
        .hasSizeLessThan(run.decisions().size())
        .isNotEmpty();
    assertThat(replayed.decisions().stream().filter(Decision::isRecorded))
        .hasSameSizeAs(run.decisions());
    assertThat(replayed.differsFrom()).contains(run.decisions().get(1).decidedAt());
  }

  @Test
  void a_paused_policy_decides_nothing() {
    Replayed replayed = RecordedRun.replay(run.recording(), RecordedRun.with("state", "paused"));

    assertThat(replayed.decisions())
        .hasSameSizeAs(run.decisions())
        .extracting(Decision::by)
        .containsOnly(By.RECORDING);
  }

  @Test
  void a_budget_is_kept_in_a_replay_too() {
    Replayed replayed =
        RecordedRun.replay(run.recording(), RecordedRun.with("rebalance-per-day", "1"));

    assertThat(
            replayed.decisions().stream()
                .filter(Decision::isReplayed)
                .filter(decision -> decision.adaptation().gear() == Gear.REBALANCE))
        .hasSize(1);
  }

  @Test
  void after_the_first_difference_a_decision_is_answered_by_a_model_of_its_mix() {
    Replayed replayed =
        RecordedRun.replay(run.recording(), RecordedRun.with("retrain-per-day", "1"));

    List<Adaptation> made = adaptations(replayed);
    Adaptation last = made.get(made.size() - 1);
    assertThat(replayed.differsFrom()).isPresent();
    assertThat(last.decidedAt()).isAfter(replayed.differsFrom().orElseThrow());
    assertThat(last.evidence().reference())
        .isPresent()
        .isNotEqualTo(run.decisions().get(run.decisions().size() - 1).evidence().reference());
  }

  @Test
  void compute_is_counted_by_the_policys_seconds() {
    Replayed replayed =
        RecordedRun.replay(run.recording(), RecordedRun.with("rebalance-seconds", "5"));

    assertThat(
            replayed.decisions().stream()
                .filter(Decision::isReplayed)
                .filter(decision -> decision.adaptation().gear() == Gear.REBALANCE))
        .isNotEmpty()
        .allMatch(decision -> decision.seconds() == 5);
  }

  @Test
  void decisions_before_the_first_label_replayed_are_not_told() {
    Adaptation second = run.decisions().get(1);
    long after = second.offsets().getOrDefault(0, 0L);

    Replayed replayed = RecordedRun.replay(run.recordingFrom(after), RecordedRun.POLICY);

    assertThat(replayed.labels()).isEqualTo(6_400 - after);
    assertThat(replayed.decisions())
        .extracting(decision -> decision.adaptation().decidedAt())
        .isNotEmpty()
        .allMatch(at -> at.isAfter(second.decidedAt()));
  }

  @Test
  void a_first_model_asked_for_in_silence_is_asked_for_again() {
    RecordedRun quiet =
        new RecordedRun()
            .labels(RecordedRun.CALM, 200)
            .silence(Duration.ofSeconds(30))
            .labels(RecordedRun.CALM, 400);

    Replayed replayed = RecordedRun.replay(quiet.recording(), RecordedRun.POLICY);

    assertThat(quiet.decisions()).hasSize(1);
    assertThat(replayed.decisions()).extracting(Decision::by).containsExactly(By.BOTH);
  }

  @Test
  void an_empty_recording_decides_nothing() {
    Replayed replayed = RecordedRun.replay(new RecordedRun().recording(), RecordedRun.POLICY);

    assertThat(replayed.decisions()).isEmpty();
    assertThat(replayed.labels()).isZero();
  }

  private static List<Adaptation> adaptations(Replayed replayed) {
    return replayed.decisions().stream()
        .filter(Decision::isReplayed)
        .map(Decision::adaptation)
        .toList();
  }
}
