package io.longshore.domain.drift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The classes whose share moved, of which at most a share alpha is expected to be there in error.
 *
 * <p>Each class of the reference is a hypothesis, and all classes that it does not name together
 * are one; a reference of no class has no hypothesis. The e-values are those of {@link
 * ClassEvidence}, chosen from by {@link EBenjaminiHochberg}; they are processes, so the list may be
 * made at any look. As for all evidence here, the rate is averaged over what the reference mix may
 * be, and units are independent.
 *
 * <p>Shares add up to one: if a class rises much, all others fall a little, and with enough units
 * they are listed as well.
 *
 * @param alpha the false discovery rate
 * @param tested number of hypotheses
 * @param classes those that moved, the surest first
 */
public record MovedClasses(double alpha, int tested, List<MovedClass> classes) {
  /** Stands for all classes that the reference does not name. */
  public static final String NOT_NAMED = "(not named by the reference)";

  public MovedClasses {
    classes = List.copyOf(classes);
  }

  /**
   * The classes that moved since the reference.
   *
   * @param units class name to independent units seen since
   * @param alpha the false discovery rate, in (0, 1)
   */
  public static MovedClasses since(ReferenceMix reference, Map<String, Long> units, double alpha) {
    return among(reference, reference.categories(units), alpha);
  }

  /** The same, of units by category. */
  static MovedClasses among(ReferenceMix reference, long[] hits, double alpha) {
    if (!(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException("alpha " + alpha + " must lie inside (0, 1)");
    }
    if (hits.length == 1) {
      return new MovedClasses(alpha, 0, List.of());
    }
    long seen = Arrays.stream(hits).sum();
    var tree = reference.unchanged().tree();
    var names = new ArrayList<String>();
    reference.classNames().forEach(names::add);
    names.add(NOT_NAMED);
    double[] logE = new double[hits.length];
    double[] expected = new double[hits.length];
    for (int k = 0; k < hits.length; k++) {
      double weight = reference.share(names.get(k)) * reference.total();
      var evidence = ClassEvidence.of(tree, k, weight, reference.total());
      logE[k] = evidence.logE(hits[k], seen);
      expected[k] = evidence.share();
    }
    double threshold = EBenjaminiHochberg.threshold(logE, alpha);
    var moved = new ArrayList<MovedClass>();
    for (int k = 0; k < hits.length; k++) {
      if (logE[k] >= threshold) {
        double live = (double) hits[k] / seen;
        var direction =
            live > expected[k] ? MovedClass.Direction.RISEN : MovedClass.Direction.FALLEN;
        moved.add(new MovedClass(names.get(k), direction, expected[k], live, logE[k]));
      }
    }
    moved.sort(Comparator.comparingDouble(MovedClass::logE).reversed());
    return new MovedClasses(alpha, hits.length, moved);
  }
}
