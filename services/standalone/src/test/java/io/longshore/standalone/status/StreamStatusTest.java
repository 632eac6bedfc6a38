package io.longshore.standalone.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.rollout.RolloutStep;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
  void what_is_behind_is_counted_over_the_partitions_that_exist() {
    assertThat(Lag.behind(Map.of(0, 10L, 1, 5L), Map.of(0, 7L))).isEqualTo(8);
    assertThat(Lag.behind(Map.of(0, 10L), Map.of(0, 12L))).isZero();
  }

  private static StreamStatus status(RolloutPlan... plans) {
    return new StreamStatus(
        "default",
        List.of(plans),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Lag.UNKNOWN,
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
