package io.longshore.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.drift.DriftEvidence;
import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.operator.OperatorRequest;
import io.longshore.domain.training.TrainingEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RequestsTest {
  private final Requests requests = new Requests("beach");

  @Test
  void a_decision_of_another_stream_is_not_ours() {
    Adaptation ours = Tiny.adaptation("1", Gear.RETRAIN);
    requests.decided(
        new Adaptation(
            ours.id(),
            "other",
            ours.gear(),
            ours.reason(),
            ours.evidence(),
            ours.mix(),
            ours.offsets(),
            ours.decidedAt()));

    assertThat(requests.next()).isEmpty();
  }

  @Test
  void of_two_requests_of_a_gear_the_one_with_more_evidence_is_done_and_answers_both() {
    requests.decided(Tiny.adaptation("tracker", Gear.RETRAIN));
    requests.demanded(demand("person", Gear.RETRAIN));
    Adaptation next = requests.next().orElseThrow();

    requests.begun(next);

    assertThat(next.id()).isEqualTo("tracker");
    assertThat(requests.merged()).containsExactly(entry("person", "tracker"));
    assertThat(requests.waiting()).containsExactly("tracker");
  }

  @Test
  void with_the_same_evidence_what_a_person_asks_for_is_done_first() {
    requests.counted(frequencies(Map.of(0, 100L)));
    requests.decided(Tiny.adaptation("tracker", Gear.RETRAIN));
    requests.demanded(demand("person", Gear.RETRAIN));

    assertThat(requests.next()).map(Adaptation::id).contains("person");
  }

  @Test
  void what_waits_behind_a_run_with_later_evidence_than_the_run_is_not_answered_by_it() {
    requests.demanded(demand("person", Gear.RETRAIN));
    Adaptation run = requests.next().orElseThrow();
    requests.decided(Tiny.adaptation("tracker", Gear.RETRAIN));

    requests.begun(run);

    assertThat(requests.merged()).isEmpty();
    assertThat(requests.next()).contains(run);
    assertThat(requests.waiting()).containsExactlyInAnyOrder("person", "tracker");
  }

  @Test
  void a_run_that_began_before_a_restart_goes_on_before_a_newer_request_of_its_gear() {
    requests.happened(new TrainingEvent.Started("1", Gear.RETRAIN, 40, 3, Instant.EPOCH));
    requests.decided(Tiny.adaptation("1", Gear.RETRAIN));
    requests.decided(Tiny.adaptation("2", Gear.RETRAIN));

    assertThat(requests.next()).map(Adaptation::id).contains("1");
    assertThat(requests.waiting()).containsExactlyInAnyOrder("1", "2");
  }

  @Test
  void merged_and_cancelled_requests_are_answered() {
    requests.happened(new TrainingEvent.Merged("1", "2", Instant.EPOCH));
    requests.happened(new TrainingEvent.Cancelled("2", "another is live", Instant.EPOCH));

    requests.decided(Tiny.adaptation("1", Gear.RETRAIN));
    requests.decided(Tiny.adaptation("2", Gear.RETRAIN));

    assertThat(requests.next()).isEmpty();
  }

  @Test
  void other_requests_of_people_are_not_the_trainers() {
    requests.demanded(
        new OperatorRequest.Promote(
            "1", "beach", new ModelVersion("0".repeat(64)), "because", Instant.EPOCH));

    assertThat(requests.next()).isEmpty();
  }

  @Test
  void after_a_restart_an_answered_demand_does_not_settle_a_newer_decision() {
    requests.happened(new TrainingEvent.Failed("old", "no labels", Instant.EPOCH));
    requests.decided(Tiny.adaptation("new", Gear.REBALANCE));
    requests.demanded(demand("old", Gear.RETRAIN));

    assertThat(requests.next()).map(Adaptation::id).contains("new");
  }

  @Test
  void a_failed_run_is_answered() {
    requests.decided(Tiny.adaptation("1", Gear.RETRAIN));

    requests.happened(new TrainingEvent.Failed("1", "no labels", Instant.EPOCH));

    assertThat(requests.next()).isEmpty();
  }

  @Test
  void only_a_quicker_gear_interrupts() {
    Adaptation rebalance = Tiny.adaptation("2", Gear.REBALANCE);
    requests.decided(Tiny.adaptation("1", Gear.RETRAIN));
    requests.decided(Tiny.adaptation("3", Gear.RETRAIN));
    Optional<Adaptation> before = requests.quickerThan(Gear.RETRAIN);

    requests.decided(rebalance);

    assertThat(before).isEmpty();
    assertThat(requests.quickerThan(Gear.RETRAIN)).contains(rebalance);
    assertThat(requests.quickerThan(Gear.REBALANCE)).isEmpty();
  }

  @Test
  void nobody_waits_longer_than_the_patience() throws InterruptedException {
    Optional<Adaptation> asked = requests.next(Duration.ofMillis(5));

    assertThat(asked).isEmpty();
  }

  private static ClassFrequencies frequencies(Map<Integer, Long> offsets) {
    return new ClassFrequencies(
        "beach", 1, new TreeMap<>(), DriftEvidence.NONE, new TreeMap<>(offsets), Instant.EPOCH);
  }

  private static OperatorRequest demand(String id, Gear gear) {
    return new OperatorRequest.Adapt(id, "beach", gear, "because", Instant.EPOCH);
  }
}
