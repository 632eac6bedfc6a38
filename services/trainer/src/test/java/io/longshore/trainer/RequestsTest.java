package io.longshore.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.operator.OperatorRequest;
import io.longshore.domain.training.TrainingEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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
  void what_a_person_asks_for_is_done_like_a_decision_and_before_one_of_its_gear() {
    requests.decided(Tiny.adaptation("tracker", Gear.RETRAIN));
    requests.demanded(demand("person", Gear.RETRAIN));

    assertThat(requests.next()).map(Adaptation::id).contains("person");
    assertThat(requests.waiting()).containsExactlyInAnyOrder("tracker", "person");
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
    Adaptation retrain = Tiny.adaptation("1", Gear.RETRAIN);
    Adaptation rebalance = Tiny.adaptation("2", Gear.REBALANCE);
    requests.decided(retrain);
    requests.decided(Tiny.adaptation("3", Gear.RETRAIN));
    boolean before = requests.isQuickerThan(retrain);

    requests.decided(rebalance);

    assertThat(before).isFalse();
    assertThat(requests.isQuickerThan(retrain)).isTrue();
    assertThat(requests.isQuickerThan(rebalance)).isFalse();
  }

  @Test
  void nobody_waits_longer_than_the_patience() throws InterruptedException {
    Optional<Adaptation> asked = requests.next(Duration.ofMillis(5));

    assertThat(asked).isEmpty();
  }

  private static OperatorRequest demand(String id, Gear gear) {
    return new OperatorRequest.Adapt(id, "beach", gear, "because", Instant.EPOCH);
  }
}
