package io.longshore.bench.drift;

import java.util.Arrays;

/**
 * A change of a long-tailed class mix; classes are ordered from the most frequent to the rarest.
 */
public enum Shift {
  /** No change: every alarm is false. */
  NONE("no drift") {
    @Override
    double factor(int k, int classes, double imbalance) {
      return 1;
    }
  },
  /** Imbalance 100 becomes 30, and 10 becomes 5.5: the same share of its logarithm. */
  FLATTER("flatter") {
    @Override
    double factor(int k, int classes, double imbalance) {
      double kept = Math.log(30) / Math.log(100);
      return Math.pow(imbalance, (1 - kept) * k / (classes - 1));
    }
  },
  /** The rarest fifth of the classes, three times as frequent. */
  TAIL("tail x3") {
    @Override
    double factor(int k, int classes, double imbalance) {
      return k >= classes - atLeastOne(classes / 5.0) ? 3 : 1;
    }
  },
  /** The rarest hundredth of the classes, twenty times as frequent. */
  BOTTOM("bottom x20") {
    @Override
    double factor(int k, int classes, double imbalance) {
      return k >= classes - atLeastOne(classes / 100.0) ? 20 : 1;
    }
  },
  /** The most frequent twentieth of the classes, 1.3 times as frequent. */
  HEAD("head x1.3") {
    @Override
    double factor(int k, int classes, double imbalance) {
      return k < atLeastOne(classes / 20.0) ? 1.3 : 1;
    }
  };

  private final String label;

  Shift(String label) {
    this.label = label;
  }

  /** For tables: {@code tail x3}. */
  public String label() {
    return label;
  }

  /** How many times as frequent a class becomes, before shares are made to add up again. */
  abstract double factor(int k, int classes, double imbalance);

  /** Shares falling exponentially from the first class to the last by the imbalance factor. */
  static double[] longTail(int classes, double imbalance) {
    double[] shares = new double[classes];
    for (int k = 0; k < classes; k++) {
      shares[k] = Math.pow(imbalance, -(double) k / (classes - 1));
    }
    return normalised(shares);
  }

  /** The long tail after the change. */
  double[] applied(int classes, double imbalance) {
    double[] shares = longTail(classes, imbalance);
    for (int k = 0; k < classes; k++) {
      shares[k] *= factor(k, classes, imbalance);
    }
    return normalised(shares);
  }

  private static long atLeastOne(double classes) {
    return Math.max(1, Math.round(classes));
  }

  private static double[] normalised(double[] shares) {
    double sum = Arrays.stream(shares).sum();
    return Arrays.stream(shares).map(share -> share / sum).toArray();
  }
}
