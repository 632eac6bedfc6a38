package io.longshore.domain.drift;

import java.util.Arrays;

/** The mean of numbers kept as logarithms: a mean of e-values is an e-value. */
final class LogMean {

  private LogMean() {}

  static double of(double... logs) {
    double largest = Arrays.stream(logs).max().orElseThrow();
    double sum = 0;
    for (double log : logs) {
      sum += Math.exp(log - largest);
    }
    return largest + Math.log(sum / logs.length);
  }
}
