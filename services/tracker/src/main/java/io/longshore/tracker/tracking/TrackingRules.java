package io.longshore.tracker.tracking;

import io.longshore.domain.drift.DriftDetector;
import io.longshore.tracker.count.HalfLife;
import java.time.Duration;

/**
 * How a stream is counted and looked at.
 *
 * @param halfLife of the recent mix
 * @param lookEveryUnits units between two looks at the evidence, if there are few classes
 * @param evidenceWindowUnits units after which evidence without an alarm is dropped, to begin anew
 * @param unitWindow how long a unit is remembered, in stream time, so that it counts once
 */
public record TrackingRules(
    HalfLife halfLife, long lookEveryUnits, long evidenceWindowUnits, Duration unitWindow) {
  /** A look costs as much as there are classes; this many a unit keep it small beside counting. */
  private static final long CLASSES_A_UNIT = 4;

  public TrackingRules {
    if (lookEveryUnits < 1 || evidenceWindowUnits < 1) {
      throw new IllegalArgumentException(
          "longshore.tracker.look-every-units (%d) and evidence-window-units (%d) must be at least 1"
              .formatted(lookEveryUnits, evidenceWindowUnits));
    }
  }

  /** Units within which an alarm is false with the chance that the policy allows, and no more. */
  public long horizon() {
    return DriftDetector.WINDOWS * evidenceWindowUnits;
  }

  /** Units between two looks. */
  public long lookEvery(long classes) {
    return Math.max(lookEveryUnits, classes / CLASSES_A_UNIT);
  }
}
