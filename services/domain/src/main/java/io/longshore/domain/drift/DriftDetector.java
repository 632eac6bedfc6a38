package io.longshore.domain.drift;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SortedMap;

/**
 * Weighs the units seen since a reference was set against it: how sure it is that the mix moved,
 * how far, and which classes. A function of the two sets of counts and nothing else.
 *
 * <p>The evidence is that of {@link MixEProcess}; the distance is looked for class by class and in
 * 20 and 3 groups of classes of similar frequency.
 */
public final class DriftDetector {
  /**
   * Windows in which a change is looked for from its own beginning, before the budget is renewed.
   */
  public static final int WINDOWS = 8;

  private static final double SINCE_REFERENCE = 0.8;
  private static final int SHIFTS = 8;

  private static final Comparator<ClassShift> SMALLEST_FIRST =
      Comparator.comparingDouble(DriftDetector::size)
          .thenComparing(Comparator.comparing(ClassShift::className).reversed());

  private final double alpha;
  private final double floor;

  /**
   * A detector with a budget.
   *
   * @param alpha the chance of ever raising a false alarm against one reference and its first eight
   *     windows, in (0, 1); also that of the total variation being under its lower bound
   * @param floor the least total variation worth acting on, in [0, 1]
   */
  public DriftDetector(double alpha, double floor) {
    if (!(alpha > 0 && alpha < 1) || !(floor >= 0 && floor <= 1)) {
      throw new IllegalArgumentException(
          "alpha %s must lie inside (0, 1), floor %s in [0, 1]".formatted(alpha, floor));
    }
    this.alpha = alpha;
    this.floor = floor;
  }

  /**
   * The evidence of the units since the reference was set.
   *
   * @param units class name to independent units
   */
  public DriftEvidence weigh(ReferenceMix reference, Map<String, Long> units) {
    return weigh(reference, List.of(units), DesignEffect.NONE);
  }

  /**
   * The evidence of units that may have changed long after the reference was set: what went before
   * would hide a change, so it is looked for from later moments too.
   *
   * <p>E = 0.8 E_0 + 0.2 / 8 times the sum of those since later moments, so the chance of a false
   * alarm is at most alpha once for the reference and alpha for every eight windows.
   *
   * @param since class name to independent units, since the reference was set and since the start
   *     of each later window that is still watched; not empty
   * @param effect how many of these units tell as much as one that is independent
   */
  public DriftEvidence weigh(
      ReferenceMix reference, List<Map<String, Long>> since, DesignEffect effect) {
    var starts = since.stream().map(units -> new Start(reference, units, effect)).toList();
    var sum = new LogSum();
    sum.add(Math.log(SINCE_REFERENCE) + starts.get(0).logE());
    starts.stream()
        .skip(1)
        .forEach(start -> sum.add(Math.log((1 - SINCE_REFERENCE) / WINDOWS) + start.logE()));
    Start strongest = starts.stream().max(Comparator.comparingDouble(Start::logE)).orElseThrow();
    var distance = distance(reference, strongest, alpha / starts.size());
    double logE = sum.log();
    var moved = logE >= -Math.log(alpha) ? moved(reference, strongest) : List.<MovedClass>of();
    return new DriftEvidence(
        Optional.of(reference.version()),
        strongest.units(),
        effect.value(),
        logE,
        strongest.logEByChange(),
        starts.stream().map(Start::logE).toList(),
        -Math.log(alpha),
        distance.estimate(),
        distance.lower(),
        floor,
        shifts(reference, strongest.byClass()),
        MissingMass.of(strongest.byClass().values(), alpha),
        moved.stream().limit(DriftEvidence.NAMED).toList(),
        moved.size(),
        0);
  }

  private static TotalVariation distance(ReferenceMix reference, Start start, double alpha) {
    double level = alpha / reference.groupings().size();
    var distance = TotalVariation.NONE;
    for (Grouping grouping : reference.groupings()) {
      long[] counts = grouping.counts(start.categories());
      distance = distance.or(TotalVariation.between(grouping.weights(), counts, level));
    }
    return distance;
  }

  private List<MovedClass> moved(ReferenceMix reference, Start start) {
    return MovedClasses.among(reference, start.categories(), alpha).classes();
  }

  private static List<ClassShift> shifts(ReferenceMix reference, Map<String, Long> units) {
    double live = units.values().stream().mapToLong(Long::longValue).sum();
    if (live == 0) {
      return List.of();
    }
    var largest = new PriorityQueue<>(SMALLEST_FIRST);
    for (String name : reference.classNames()) {
      keep(largest, shift(reference, name, units.getOrDefault(name, 0L) / live));
    }
    units.forEach(
        (name, count) -> {
          if (!reference.names(name)) {
            keep(largest, shift(reference, name, count / live));
          }
        });
    return largest.stream().sorted(SMALLEST_FIRST.reversed()).toList();
  }

  private static ClassShift shift(ReferenceMix reference, String name, double liveShare) {
    return new ClassShift(name, reference.share(name), liveShare);
  }

  /** Of all classes only the few that are reported are kept and put in order. */
  private static void keep(PriorityQueue<ClassShift> largest, ClassShift shift) {
    if (size(shift) > 0) {
      largest.add(shift);
    }
    if (largest.size() > SHIFTS) {
      largest.remove();
    }
  }

  private static double size(ClassShift shift) {
    return Math.abs(shift.liveShare() - shift.referenceShare());
  }

  /** What was seen since one moment. */
  private record Start(
      Map<String, Long> byClass,
      long[] categories,
      long units,
      SortedMap<String, Double> logEByChange,
      double logE) {

    Start(ReferenceMix reference, Map<String, Long> units, DesignEffect effect) {
      this(units, effect.tempered(reference.categories(units)), reference.process());
    }

    private Start(Map<String, Long> units, long[] categories, MixEProcess process) {
      this(units, categories, process.logE(categories));
    }

    private Start(Map<String, Long> units, long[] categories, SortedMap<String, Double> logE) {
      this(
          units,
          categories,
          units.values().stream().mapToLong(Long::longValue).sum(),
          logE,
          LogMean.of(logE.values().stream().mapToDouble(Double::doubleValue).toArray()));
    }
  }
}
