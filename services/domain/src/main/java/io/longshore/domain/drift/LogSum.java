package io.longshore.domain.drift;

/** A running sum of numbers kept as logarithms. */
final class LogSum {
  private double largest = Double.NEGATIVE_INFINITY;
  private double scaled;
  private int terms;

  void add(double log) {
    if (log > largest) {
      scaled = scaled * Math.exp(largest - log) + 1;
      largest = log;
    } else {
      scaled += Math.exp(log - largest);
    }
    terms++;
  }

  int terms() {
    return terms;
  }

  /** log of the sum; negative infinity if nothing was added. */
  double log() {
    return largest + Math.log(scaled);
  }

  /** log of the mean of what was added; of one if nothing was. */
  double mean() {
    return terms == 0 ? 0 : largest + Math.log(scaled / terms);
  }

  /** log of (1 - weight) + weight * exp(log). */
  static double mixed(double weight, double log) {
    var sum = new LogSum();
    sum.add(Math.log1p(-weight));
    sum.add(Math.log(weight) + log);
    return sum.log();
  }
}
