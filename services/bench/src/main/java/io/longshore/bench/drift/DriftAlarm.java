package io.longshore.bench.drift;

import io.longshore.domain.drift.DriftEvidence;

/** A detector as the simulation sees it, new for every run. */
@FunctionalInterface
public interface DriftAlarm {

  /** Whether the alarm stands. Looks of one run come in order. */
  boolean look(Look look);

  /** What the last look weighed; nothing, if the detector does not weigh. */
  default DriftEvidence evidence() {
    return DriftEvidence.NONE;
  }
}
