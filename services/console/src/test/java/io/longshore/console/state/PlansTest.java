package io.longshore.console.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.console.Records;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.rollout.RolloutStep;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class PlansTest {
  private static final ModelVersion FIRST = Records.version(1);
  private static final ModelVersion SECOND = Records.version(2);

  private final Plans plans = new Plans(100);

  @Test
  void a_model_serves_until_another_is_live_whatever_is_decided_between() {
    plans.told(Records.plan(1, RolloutStep.PROMOTED, FIRST, Optional.of(FIRST)));
    plans.told(Records.plan(2, RolloutStep.REFUSED, SECOND, Optional.of(FIRST)));
    plans.told(Records.plan(3, RolloutStep.PROMOTED, SECOND, Optional.of(SECOND)));

    assertThat(plans.served())
        .extracting(Plans.Served::version, Plans.Served::from, Plans.Served::to)
        .containsExactly(
            Tuple.tuple(FIRST, Records.at(1), Optional.of(Records.at(3))),
            Tuple.tuple(SECOND, Records.at(3), Optional.empty()));
  }

  @Test
  void a_plan_of_an_older_epoch_is_ignored() {
    plans.told(Records.plan(5, RolloutStep.PROMOTED, FIRST, Optional.of(FIRST)));
    plans.told(Records.plan(5, RolloutStep.PROMOTED, SECOND, Optional.of(SECOND)));
    plans.told(Records.plan(4, RolloutStep.PROMOTED, SECOND, Optional.of(SECOND)));

    assertThat(plans.latest().orElseThrow().live()).contains(FIRST);
    assertThat(plans.newestFirst()).hasSize(1);
  }

  @Test
  void a_model_stands_where_the_latest_plan_about_it_put_it() {
    plans.told(Records.plan(1, RolloutStep.PROMOTED, FIRST, Optional.of(FIRST)));
    plans.told(Records.plan(2, RolloutStep.REFUSED, SECOND, Optional.of(FIRST)));

    assertThat(plans.of(FIRST)).isEqualTo(Standing.LIVE);
    assertThat(plans.of(SECOND)).isEqualTo(Standing.REFUSED);
    assertThat(plans.of(Records.version(3))).isEqualTo(Standing.WAITING);

    plans.told(
        Records.plan(
            3, RolloutStep.PROMOTED, SECOND, Optional.of(SECOND), Optional.of(FIRST), "asked"));
    plans.told(
        Records.plan(4, RolloutStep.PROMOTED, Records.version(3), Optional.of(Records.version(3))));

    assertThat(plans.of(SECOND)).isEqualTo(Standing.RETIRED);
  }

  @Property
  void the_times_in_which_models_served_follow_on_each_other(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 3) Integer> lives) {
    var told = new Plans(100);
    for (int i = 0; i < lives.size(); i++) {
      Optional<ModelVersion> live =
          lives.get(i) == 0 ? Optional.empty() : Optional.of(Records.version(lives.get(i)));
      told.told(Records.plan(i + 1, RolloutStep.PROMOTED, FIRST, live));
    }

    List<Plans.Served> served = told.served();

    for (int i = 0; i < served.size(); i++) {
      boolean last = i == served.size() - 1;
      assertThat(served.get(i).to().isEmpty()).isEqualTo(last && lives.get(lives.size() - 1) != 0);
      if (!last) {
        assertThat(served.get(i).to().orElseThrow()).isBeforeOrEqualTo(served.get(i + 1).from());
      }
    }
  }
}
