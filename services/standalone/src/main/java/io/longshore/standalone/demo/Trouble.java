package io.longshore.standalone.demo;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.rollout.RolloutStep;
import io.longshore.domain.training.TrainingEvent;
import io.longshore.standalone.watch.Observatory;
import io.longshore.standalone.watch.Seen;
import java.time.Instant;

/**
 * What ends a story early: nobody waits a quarter of an hour for what will not come.
 *
 * @param seen what was seen on the topics
 */
record Trouble(Observatory seen) {

  /**
   * Looks for it.
   *
   * @param gear of the model that is waited for
   * @param from when the waiting began
   * @throws StoryFailedException if the model was refused, or a run failed
   */
  void check(Gear gear, Instant from) {
    for (Seen<RolloutPlan> plan : seen.plans()) {
      if (plan.value().step() == RolloutStep.REFUSED
          && !plan.at().isBefore(from)
          && plan.value()
              .subject()
              .flatMap(seen::manifest)
              .map(m -> m.recipe().gear() == gear)
              .orElse(false)) {
        throw new StoryFailedException(
            "the " + gear.word() + " model was refused: " + plan.value().reason());
      }
    }
    for (Seen<TrainingEvent> event : seen.training()) {
      if (event.value() instanceof TrainingEvent.Failed failed) {
        throw new StoryFailedException("run " + failed.run() + " failed: " + failed.reason());
      }
    }
  }
}
