package io.longshore.domain.drift;

import io.longshore.domain.model.ModelVersion;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known about the mix having moved away from the reference, in numbers that anybody can
 * check.
 *
 * @param reference the live model whose training mix is the reference; empty before the first model
 * @param units units counted since the moment from which the evidence is strongest
 * @param designEffect how many of these units tell as much as one that is independent, at least 1
 * @param logE natural logarithm of the e-value; large is evidence against "the mix has not moved"
 * @param logEByChange since that moment, by what was looked for; their mean is its e-value
 * @param logEByStart since each moment watched, that at which the reference was set first
 * @param logThreshold the alarm stands at logE at or above it: log(1/alpha)
 * @param totalVariation bias-corrected total variation between reference and units seen, in [0, 1]
 * @param totalVariationLower lower confidence bound of it
 * @param totalVariationFloor the alarm needs the lower bound above it: an effect too small to
 *     matter is not acted on
 * @param shifts the classes that moved most, largest first, however sure that is
 * @param missing what share of the units may be of classes not seen yet
 * @param moved once the evidence is over its threshold: the classes that moved for certain, surest
 *     first and at most {@value #NAMED} of them; of those that {@link MovedClasses} lists, a share
 *     alpha is expected to be there in error
 * @param movedClasses how many classes that list has in all
 * @param horizon units after which the chance of a false alarm is spent and begins anew; 0 if that
 *     is not known
 */
public record DriftEvidence(
    Optional<ModelVersion> reference,
    long units,
    double designEffect,
    double logE,
    SortedMap<String, Double> logEByChange,
    List<Double> logEByStart,
    double logThreshold,
    double totalVariation,
    double totalVariationLower,
    double totalVariationFloor,
    List<ClassShift> shifts,
    MissingMass missing,
    List<MovedClass> moved,
    int movedClasses,
    long horizon) {
  /** Most classes named in one piece of evidence. */
  public static final int NAMED = 20;

  /** Nothing to compare with yet. */
  public static final DriftEvidence NONE =
      new DriftEvidence(
          Optional.empty(),
          0,
          1,
          0,
          new TreeMap<>(),
          List.of(),
          Double.POSITIVE_INFINITY,
          0,
          0,
          0,
          List.of(),
          MissingMass.UNKNOWN,
          List.of(),
          0,
          0);

  public DriftEvidence {
    logEByChange = Collections.unmodifiableSortedMap(new TreeMap<>(logEByChange));
    logEByStart = List.copyOf(logEByStart);
    shifts = List.copyOf(shifts);
    moved = List.copyOf(moved);
  }

  /** The same evidence, looked for within a horizon of so many units. */
  public DriftEvidence within(long units) {
    return new DriftEvidence(
        reference,
        this.units,
        designEffect,
        logE,
        logEByChange,
        logEByStart,
        logThreshold,
        totalVariation,
        totalVariationLower,
        totalVariationFloor,
        shifts,
        missing,
        moved,
        movedClasses,
        units);
  }

  /** Whether the evidence is over its threshold and the effect over its floor. */
  public boolean alarm() {
    return logE >= logThreshold && totalVariationLower >= totalVariationFloor;
  }

  /** The evidence in one sentence. */
  public String inWords() {
    if (reference.isEmpty()) {
      return "no model is live, so there is no reference mix yet";
    }
    var words =
        new StringBuilder(
            "after %,d units%s the evidence against an unchanged mix is e^%.1f (alarm at e^%.1f); total variation %.3f, at least %.3f (floor %.3f)"
                .formatted(
                    units,
                    designEffect > 1 ? " in bursts of about %.1f".formatted(designEffect) : "",
                    logE,
                    logThreshold,
                    totalVariation,
                    totalVariationLower,
                    totalVariationFloor));
    if (movedClasses > 0) {
      words.append("; %,d classes moved for certain".formatted(movedClasses));
    }
    if (!shifts.isEmpty()) {
      words.append("; moved most:");
      shifts.stream()
          .limit(3)
          .forEach(
              s ->
                  words.append(
                      " %s %.1f%% -> %.1f%%,"
                          .formatted(
                              s.className(), 100 * s.referenceShare(), 100 * s.liveShare())));
      words.setLength(words.length() - 1);
    }
    return words.toString();
  }
}
