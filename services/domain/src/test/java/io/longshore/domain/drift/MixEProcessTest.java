package io.longshore.domain.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The promise of an e-value, by enumeration: its mean is at most one if nothing moved. */
class MixEProcessTest {

  static Stream<Arguments> references() {
    return Stream.of(
        Arguments.of(new double[] {3, 1}, 7),
        Arguments.of(new double[] {120, 4.5}, 7),
        Arguments.of(new double[] {0, 0}, 6),
        Arguments.of(new double[] {40, 9, 2, 0.25}, 5),
        Arguments.of(new double[] {50, 50, 50, 50, 5, 5, 5}, 4));
  }

  @ParameterizedTest
  @MethodSource("references")
  void its_mean_over_every_sequence_is_at_most_one(double[] weights, int units) {
    var reference = ReferenceMix.of(Mixes.MODEL, Mixes.weights(weights));
    var detector = new DriftDetector(0.01, 0);

    double[] sums = expectation(detector, reference, new int[weights.length + 1], units);

    assertThat(sums[0]).as("probability of all sequences").isCloseTo(1, within(1e-9));
    assertThat(sums[1]).as("mean e-value").isBetween(0.3, 1 + 1e-9);
  }

  /** Sums of probability and of probability times e-value over all sequences from here. */
  private static double[] expectation(
      DriftDetector detector, ReferenceMix reference, int[] counts, int left) {
    if (left == 0) {
      var units = units(counts);
      double probability =
          Math.exp(reference.unchanged().tree().logProbability(reference.categories(units)));
      double e = Math.exp(detector.weigh(reference, units).logE());
      return new double[] {probability, probability * e};
    }
    double[] sums = new double[2];
    for (int k = 0; k < counts.length; k++) {
      counts[k]++;
      double[] branch = expectation(detector, reference, counts, left - 1);
      counts[k]--;
      sums[0] += branch[0];
      sums[1] += branch[1];
    }
    return sums;
  }

  private static Map<String, Long> units(int[] counts) {
    var units = new TreeMap<String, Long>();
    for (int k = 0; k < counts.length; k++) {
      if (counts[k] > 0) {
        units.put(k < counts.length - 1 ? Mixes.name(k) : "never seen before", (long) counts[k]);
      }
    }
    return units;
  }
}
