package io.longshore.loadtest.load;

import java.util.Locale;

/**
 * How often each class comes, the most common first. Weights sum to one.
 *
 * @param cumulative for each class, the weight of it and of all before it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never given away
record Tail(double[] cumulative) {

  /** Forms of a long tail. */
  enum Form {
    /** The i-th class weighs i^-strength. */
    ZIPF,
    /** Weights fall evenly in their logarithm; strength is first over last (Cui et al. 2019). */
    EXPONENTIAL;

    private double weight(int rank, int classes, double strength) {
      return this == ZIPF
          ? Math.pow(rank + 1.0, -strength)
          : Math.pow(strength, -rank / Math.max(1.0, classes - 1.0));
    }
  }

  static Tail of(Form form, int classes, double strength) {
    double[] cumulative = new double[classes];
    double sum = 0;
    for (int i = 0; i < classes; i++) {
      sum += form.weight(i, classes, strength);
      cumulative[i] = sum;
    }
    for (int i = 0; i < classes; i++) {
      cumulative[i] /= sum;
    }
    return new Tail(cumulative);
  }

  int classes() {
    return cumulative.length;
  }

  /** The class at a point of [0, 1). */
  int at(double point) {
    int rank = 0;
    while (rank < cumulative.length - 1 && point >= cumulative[rank]) {
      rank++;
    }
    return rank;
  }

  static String name(int rank) {
    return String.format(Locale.ROOT, "class-%03d", rank);
  }
}
