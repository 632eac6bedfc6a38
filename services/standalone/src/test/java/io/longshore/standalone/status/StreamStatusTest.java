package io.longshore.standalone.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.rollout.RolloutStep;
import io.longshore.runtime.lag.Lag;
import io.longshore.runtime.lag.PartitionLag;
import io.longshore.runtime.topic.TopicNames;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StreamStatusTest {
  private static final ModelVersion FIRST = new ModelVersion("a".repeat(64));
  private static final ModelVersion SECOND = new ModelVersion("b".repeat(64));

  @Test
  void a_model_is_live_since_the_plan_that_made_it_so_last() {
    StreamStatus status =
        status(
            plan(1, RolloutStep.PROMOTED, FIRST),
            plan(2, RolloutStep.PROMOTED, SECOND),
            plan(3, RolloutStep.ROLLED_BACK, FIRST),
            plan(4, RolloutStep.REFUSED, FIRST));

    assertThat(status.plan().epoch()).isEqualTo(4);
    assertThat(status.madeLive().orElseThrow().epoch()).isEqualTo(3);
  }

  @Test
  void before_the_first_model_nothing_is_live() {
    assertThat(status().madeLive()).isEmpty();
    assertThat(status().plan()).isEqualTo(RolloutPlan.initial("default"));
  }

  @Test
  void what_is_behind_is_counted_over_the_partitions_of_the_readers_topic() {
    var names = new TopicNames("acme.");
    var lag =
        new Lag(
            Instant.EPOCH,
            List.of(
                new PartitionLag("acme.longshore-scorer", "acme.images", 0, 7, 10),
                new PartitionLag("acme.longshore-scorer", "acme.images", 1, 0, 5),
                new PartitionLag("acme.longshore-tracker", "acme.models", 0, 0, 100)));

    Behind behind = Behind.of(lag, names);

    assertThat(behind.images()).hasValue(8);
    assertThat(behind.labels()).as("its topic is not there").isEmpty();
  }

  private static StreamStatus status(RolloutPlan... plans) {
    return new StreamStatus(
        "default",
        List.of(plans),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Behind.UNKNOWN,
        Instant.EPOCH);
  }

  private static RolloutPlan plan(long epoch, RolloutStep step, ModelVersion live) {
    return new RolloutPlan(
        "default",
        epoch,
        Optional.of(live),
        Optional.empty(),
        step,
        Optional.of(live),
        "because",
        Instant.EPOCH.plusSeconds(epoch));
  }
}
