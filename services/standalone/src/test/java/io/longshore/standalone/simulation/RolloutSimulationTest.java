package io.longshore.standalone.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.scorer.serving.ServingPlan;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Thousands of histories of rollout and scorers, none of them a happy one. */
class RolloutSimulationTest {
  private static final int SEEDS = Integer.getInteger("longshore.simulation.seeds", 1_000);
  private static final int STEPS = 200;

  @Test
  void whatever_happens_one_model_is_live_in_each_epoch_and_every_scorer_comes_to_serve_it() {
    for (long seed = 0; seed < SEEDS; seed++) {
      var world = new World(seed);
      int checked = 0;
      for (int i = 0; i < STEPS; i++) {
        world.step();
        if (world.plans().size() > checked) {
          checked = world.plans().size();
          onlyAnnouncedModelsArePlanned(world, seed);
        }
      }
      world.calm();

      List<RolloutPlan> plans = world.plans();
      for (int i = 0; i < plans.size(); i++) {
        assertThat(plans.get(i).epoch()).as("seed %d, plan %d", seed, i).isEqualTo(i + 1);
      }
      everyScorerHasConverged(world, seed);
    }
  }

  private static void onlyAnnouncedModelsArePlanned(World world, long seed) {
    List<RolloutPlan> plans = world.plans();
    if (!plans.isEmpty()) {
      RolloutPlan latest = plans.get(plans.size() - 1);
      assertThat(world.announcedVersions())
          .as("seed %d: %s", seed, latest)
          .containsAll(
              Stream.of(
                      latest.live(),
                      latest.previous(),
                      latest.subject(),
                      latest.trial().map(trial -> trial.version()))
                  .flatMap(Optional::stream)
                  .toList());
    }
  }

  private static void everyScorerHasConverged(World world, long seed) {
    List<RolloutPlan> plans = world.plans();
    RolloutPlan latest = plans.get(plans.size() - 1);
    ModelVersion live = latest.live().orElseThrow();
    for (SimulatedScorer scorer : world.scorers()) {
      if (world.isBroken(live)) {
        assertThat(scorer.refuses(live)).as("seed %d: %s", seed, latest).isTrue();
        assertThat(
                latest.previous().filter(p -> !world.isBroken(p)).isPresent() && !latest.paused())
            .as("seed %d: a model that is refused stays live though another is there", seed)
            .isFalse();
      } else {
        assertThat(scorer.serving())
            .as("seed %d: %s", seed, latest)
            .contains(new ServingPlan.Live(live, latest.epoch()));
      }
    }
    if (!world.isBroken(live)) {
      assertThat(world.unpredicted()).as("seed %d: images nobody predicted", seed).isEmpty();
    }
  }
}
