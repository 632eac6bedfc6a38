package io.longshore.tracker.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.adaptation.PolicyOverrides;
import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.schemas.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An operator changes the policy while the tracker runs. */
class PolicyFollowingTest {
  private static final Map<String, Double> BEFORE = Map.of("crab", 500.0, "fish", 500.0);

  private final Random random = new Random(7);
  private final TrackedStream stream = new TrackedStream(Map.of("least-mix-units", "20"));

  @AfterEach
  void close() {
    stream.close();
  }

  @Test
  void a_paused_policy_asks_for_nothing_until_it_runs_again() {
    stream.goLive(BEFORE);
    set(Map.of("state", "paused"));
    crabs(400);
    List<Adaptation> whilePaused = stream.adaptations();

    set(Map.of("state", "running"));
    crabs(100);

    assertThat(whilePaused).isEmpty();
    assertThat(stream.adaptations()).extracting(Adaptation::gear).contains(Gear.REBALANCE);
  }

  @Test
  void a_decision_carries_the_policy_and_what_was_weighed() {
    stream.goLive(BEFORE);
    set(Map.of("rebalance-seconds", "3", "retrain-per-day", "0"));

    crabs(400);

    Adaptation adaptation = stream.adaptations().get(0);
    assertThat(adaptation.policy().orElseThrow().entries())
        .containsEntry("rebalance-seconds", "3")
        .containsEntry("retrain-per-day", "0")
        .containsEntry("alpha", "0.01");
    assertThat(adaptation.stake().orElseThrow().seconds()).isEqualTo(3);
    assertThat(adaptation.reason()).contains("for 3.0 s of compute");
  }

  @Test
  void frequencies_carry_the_trim_and_name_the_policy() {
    stream.goLive(BEFORE);
    crabs(20);
    ClassFrequencies settings = stream.counts();

    set(Map.of("trim-strength", "0.75"));
    ClassFrequencies set = stream.counts();

    assertThat(settings.trim()).isEqualTo(0.25);
    assertThat(set.trim()).isEqualTo(0.75);
    assertThat(set.policy()).isPresent().isNotEqualTo(settings.policy());
  }

  @Test
  void a_threshold_that_is_set_counts_for_the_evidence_that_is_there() {
    stream.goLive(BEFORE);
    set(Map.of("effect-floor", "1"));
    crabs(400);

    set(Map.of());
    crabs(100);

    List<Adaptation> adaptations = stream.adaptations();
    assertThat(adaptations).isNotEmpty();
    assertThat(adaptations.get(0).evidence().totalVariationFloor()).isEqualTo(0.05);
  }

  @Test
  void a_budget_that_is_spent_ends_the_asking_for_the_day() {
    set(Map.of("rebalance-per-day", "1", "cool-down-units", "0", "retrain-per-day", "0"));
    stream.goLive(BEFORE);
    crabs(2_000);

    assertThat(stream.adaptations()).hasSize(1);
  }

  @Test
  void another_streams_policy_is_not_followed() {
    stream.goLive(BEFORE);
    stream.write(
        Topics.POLICIES, "lake", overrides("lake", Map.of("state", "paused")), TrackedStream.START);

    crabs(400);

    assertThat(stream.adaptations()).isNotEmpty();
  }

  /** Nine of ten are crabs, in no order: a run of crabs alone would be taken for a burst. */
  private void crabs(int labels) {
    for (int i = 0; i < labels; i++) {
      stream.label(random.nextInt(10) == 0 ? "fish" : "crab");
    }
  }

  private void set(Map<String, String> values) {
    stream.set(overrides(TrackedStream.STREAM, values));
  }

  private static PolicyOverrides overrides(String name, Map<String, String> values) {
    return new PolicyOverrides(name, new TreeMap<>(values), "a test", Instant.EPOCH);
  }
}
