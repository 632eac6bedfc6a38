package io.longshore.ssd.data;

/** A number from 0 (never) to 1 (always). */
final class Probability {
  private Probability() {}

  static void check(String transform, double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          transform + " happens with a probability from 0 to 1, not " + probability);
    }
  }
}
