package io.longshore.tracker.policy;

import io.longshore.domain.drift.DriftEvidence;
import io.longshore.domain.drift.MissingMass;
import io.longshore.domain.model.ModelVersion;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Evidence of a mix that moved. */
final class Moved {
  private static final ModelVersion LIVE = new ModelVersion("c".repeat(64));
  static final DriftEvidence A_LITTLE = by(0.08);
  static final DriftEvidence MUCH = by(0.2);
  static final DriftEvidence PERHAPS = of(4, 0.3);

  private Moved() {}

  static DriftEvidence by(double lower) {
    return of(9, lower);
  }

  static DriftEvidence of(double logE, double lower) {
    return new DriftEvidence(
        Optional.of(LIVE),
        500,
        1,
        logE,
        new TreeMap<>(),
        List.of(logE),
        Math.log(100),
        lower + 0.05,
        lower,
        0.05,
        List.of(),
        MissingMass.UNKNOWN,
        List.of(),
        0,
        0);
  }
}
