package io.longshore.domain.drift;

import java.util.Collection;

/**
 * The share of units that belong to classes not seen yet, from how many classes were seen once.
 *
 * <p>With N1 classes seen once among n units, Good and Turing's estimate is N1 / n. It exceeds the
 * mean of the missing mass by at most 1 / n on average and moves by at most 2 / n with one unit, so
 * by McDiarmid's inequality it strays from its own mean by sqrt(2 log(2 / alpha) / n) on either
 * side with a chance of alpha / 2 at most; the missing mass strays from its mean by sqrt(log(2 /
 * alpha) / n) with the same (McAllester and Schapire, COLT 2000; the constant is that of Berend and
 * Kontorovich, <a href="https://doi.org/10.1214/ECP.v18-2359">2013</a>). Each bound holds at one
 * look, for units drawn independently from any mix, each with a chance of alpha to fail.
 *
 * @param estimate N1 / n, in [0, 1]; 1 without units
 * @param lower confidence bound, in [0, 1]
 * @param upper confidence bound, in [0, 1]
 */
public record MissingMass(double estimate, double lower, double upper) {
  /** Nothing was seen, so everything may be missing. */
  public static final MissingMass UNKNOWN = new MissingMass(1, 0, 1);

  /**
   * From counts of units.
   *
   * @param units seen of each class
   * @param alpha the chance of either bound to fail, in (0, 1)
   */
  public static MissingMass of(Collection<Long> units, double alpha) {
    long once = 0;
    long all = 0;
    for (long count : units) {
      once += count == 1 ? 1 : 0;
      all += count;
    }
    return of(once, all, alpha);
  }

  /**
   * From what was counted.
   *
   * @param once classes of one unit
   * @param units all units
   * @param alpha the chance of either bound to fail, in (0, 1)
   */
  public static MissingMass of(long once, long units, double alpha) {
    if (!(alpha > 0 && alpha < 1) || once < 0 || once > units) {
      throw new IllegalArgumentException(
          "%d classes seen once among %d units, alpha %s".formatted(once, units, alpha));
    }
    if (units == 0) {
      return UNKNOWN;
    }
    double estimate = (double) once / units;
    double deviation = (1 + Math.sqrt(2)) * Math.sqrt(Math.log(2 / alpha) / units);
    return new MissingMass(
        estimate,
        Math.max(0, estimate - deviation - 1.0 / units),
        Math.min(1, estimate + deviation));
  }
}
