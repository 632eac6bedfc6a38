package io.longshore.console.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.console.Records;
import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.training.TrainingEvent;
import org.junit.jupiter.api.Test;

class RunsTest {
  private final Runs runs = new Runs(3);

  @Test
  void a_run_has_a_curve_for_each_stage_until_it_ends() {
    runs.told(new TrainingEvent.Started("r", Gear.RETRAIN, 100, 3, Records.at(0)));
    runs.told(epoch("first", 1, 2.0));
    runs.told(epoch("first", 2, 1.5));
    runs.told(epoch("second", 1, 1.0));

    Run run = runs.of("r").orElseThrow();
    assertThat(run.state()).isEqualTo(Run.State.RUNNING);
    assertThat(run.stages().keySet()).containsExactly("first", "second");
    assertThat(run.stages().get("first"))
        .extracting(TrainingEvent.EpochCompleted::loss)
        .containsExactly(2.0, 1.5);

    runs.told(new TrainingEvent.Announced("r", Records.version(1), Records.at(9)));

    assertThat(run.state()).isEqualTo(Run.State.ANNOUNCED);
    assertThat(run.version()).contains(Records.version(1));
    assertThat(run.ended()).contains(Records.at(9));
  }

  @Test
  void an_epoch_that_is_told_again_after_a_crash_takes_the_place_of_the_one_before() {
    runs.told(epoch("first", 1, 2.0));
    runs.told(epoch("first", 2, 1.5));
    runs.told(epoch("first", 2, 1.4));

    assertThat(runs.of("r").orElseThrow().stages().get("first"))
        .extracting(TrainingEvent.EpochCompleted::loss)
        .containsExactly(2.0, 1.4);
  }

  @Test
  void runs_that_began_first_are_forgotten_first() {
    for (int i = 0; i < 5; i++) {
      runs.told(new TrainingEvent.Failed("r" + i, "no labels", Records.at(i)));
    }

    assertThat(runs.newestFirst()).extracting(Run::id).containsExactly("r4", "r3", "r2");
    assertThat(runs.newestFirst().get(0).reason()).contains("no labels");
  }

  private static TrainingEvent epoch(String stage, int epoch, double loss) {
    return new TrainingEvent.EpochCompleted("r", stage, epoch, 5, loss, 100, Records.at(epoch));
  }
}
