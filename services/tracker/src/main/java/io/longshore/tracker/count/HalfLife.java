package io.longshore.tracker.count;

/** How fast the recent mix forgets: a unit weighs half as much after that many units more. */
public record HalfLife(double units) {

  public HalfLife {
    if (!(units > 0) || Double.isInfinite(units)) {
      throw new IllegalArgumentException("a half-life of " + units + " units");
    }
  }

  /** What is left of a weight of one. */
  double after(long unitsLater) {
    return Math.pow(0.5, unitsLater / units);
  }
}
