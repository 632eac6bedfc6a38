package io.longshore.domain.drift;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Weighs the units seen since a reference was set against it: how sure it is that the mix moved,
 * how far, and which classes. A function of the two sets of counts and nothing else.
 *
 * <p>The evidence is that of {@link MixEProcess}; the distance is looked for class by class and in
 * 20 and 3 groups of classes of similar frequency.
 */
public final class DriftDetector {
  private static final int SHIFTS = 8;

  private final double alpha;
  private final double floor;

  /**
   * A detector with a budget.
   *
   * @param alpha the chance of ever raising a false alarm against one reference, in (0, 1); also
   *     that of the total variation being under its lower bound
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
   * The evidence of some units.
   *
   * @param units class name to independent units since the reference was set
   */
  public DriftEvidence weigh(ReferenceMix reference, Map<String, Long> units) {
    long[] categories = reference.categories(units);
    double level = alpha / reference.groupings().size();
    var logE = reference.process().logE(categories);
    var distance = TotalVariation.NONE;
    for (Grouping grouping : reference.groupings()) {
      long[] counts = grouping.counts(categories);
      distance = distance.or(TotalVariation.between(grouping.weights(), counts, level));
    }
    return new DriftEvidence(
        Optional.of(reference.version()),
        units.values().stream().mapToLong(Long::longValue).sum(),
        LogMean.of(logE.values().stream().mapToDouble(Double::doubleValue).toArray()),
        logE,
        -Math.log(alpha),
        distance.estimate(),
        distance.lower(),
        floor,
        shifts(reference, units));
  }

  private static List<ClassShift> shifts(ReferenceMix reference, Map<String, Long> units) {
    double live = units.values().stream().mapToLong(Long::longValue).sum();
    if (live == 0) {
      return List.of();
    }
    var names = new TreeSet<>(units.keySet());
    reference.classNames().forEach(names::add);
    var shifts = new ArrayList<ClassShift>();
    for (String name : names) {
      shifts.add(new ClassShift(name, reference.share(name), units.getOrDefault(name, 0L) / live));
    }
    shifts.sort(Comparator.comparingDouble(DriftDetector::size).reversed());
    return shifts.stream().limit(SHIFTS).filter(shift -> size(shift) > 0).toList();
  }

  private static double size(ClassShift shift) {
    return Math.abs(shift.liveShare() - shift.referenceShare());
  }
}
