package io.longshore.console.state;

import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.model.ModelVersion;
import java.time.Instant;
import java.util.Optional;

/**
 * The evidence of one snapshot, small enough to keep many.
 *
 * @param units since the reference
 * @param allUnits ever counted
 */
public record DriftPoint(
    Instant at,
    double logE,
    double logThreshold,
    double totalVariation,
    double lower,
    double floor,
    long units,
    long allUnits,
    Optional<ModelVersion> reference) {

  public static DriftPoint of(ClassFrequencies snapshot) {
    var drift = snapshot.drift();
    return new DriftPoint(
        snapshot.asOf(),
        drift.logE(),
        drift.logThreshold(),
        drift.totalVariation(),
        drift.totalVariationLower(),
        drift.totalVariationFloor(),
        drift.units(),
        snapshot.units(),
        drift.reference());
  }
}
