package io.longshore.tracker.policy;

import io.longshore.domain.adaptation.Gear;
import java.time.Duration;

/**
 * Where the policy draws its lines.
 *
 * @param leastMixUnits units since a change that a new mix must be known from before anything is
 *     adapted to it
 * @param retrainFloor total variation that at least must have moved for a retraining, in [0, 1]
 * @param coolDownUnits units after which a rebalancing that nothing answered may be asked for again
 * @param retrainCoolDownUnits the same for a retraining, which takes longer
 * @param firstModelLabels labels after which the first model is asked for
 * @param firstModelMinimum labels that are enough for a first model once no more come
 * @param firstModelQuiet how long no label must have come for that
 */
public record PolicyLimits(
    long leastMixUnits,
    double retrainFloor,
    long coolDownUnits,
    long retrainCoolDownUnits,
    long firstModelLabels,
    long firstModelMinimum,
    Duration firstModelQuiet) {

  public PolicyLimits {
    if (!(retrainFloor >= 0 && retrainFloor <= 1)) {
      throw new IllegalArgumentException("retrain floor " + retrainFloor + " is not in [0, 1]");
    }
    if (leastMixUnits < 0 || coolDownUnits < 0 || retrainCoolDownUnits < 0) {
      throw new IllegalArgumentException(
          "a mix of %d units, cool-downs of %d and %d units: none may be negative"
              .formatted(leastMixUnits, coolDownUnits, retrainCoolDownUnits));
    }
    if (firstModelLabels < 1 || firstModelMinimum < 1) {
      throw new IllegalArgumentException(
          "a first model takes at least one label, not %d or %d"
              .formatted(firstModelLabels, firstModelMinimum));
    }
  }

  long coolDown(Gear gear) {
    return switch (gear) {
      case REBALANCE -> coolDownUnits;
      case RETRAIN -> retrainCoolDownUnits;
    };
  }
}
