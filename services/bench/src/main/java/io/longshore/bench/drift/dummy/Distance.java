package io.longshore.bench.drift.dummy;

import io.longshore.bench.drift.DriftAlarm;
import io.longshore.bench.drift.Reference;

/** How far live counts lie from the reference; an alarm stands at a threshold. */
@FunctionalInterface
public interface Distance {

  /**
   * @param live labels by class, at least one in all
   */
  double between(Reference reference, long[] live);

  /** Looked at whenever there is a look, as a scheduled report does. */
  default DriftAlarm atEveryLook(double threshold) {
    return look -> between(look.reference(), look.counts()) >= threshold;
  }

  /** Looked at once, when all labels are there. */
  default DriftAlarm atTheHorizon(double threshold) {
    return look -> look.left() == 0 && between(look.reference(), look.counts()) >= threshold;
  }
}
