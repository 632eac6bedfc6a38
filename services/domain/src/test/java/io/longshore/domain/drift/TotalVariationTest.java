package io.longshore.domain.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TotalVariationTest {
  private static final double ALPHA = 0.05;

  @Test
  void with_many_units_it_is_the_distance_itself() {
    var distance =
        TotalVariation.between(
            new double[] {5e8, 3e8, 2e8},
            new long[] {200_000_000, 300_000_000, 500_000_000},
            ALPHA);

    assertThat(distance.estimate()).isCloseTo(0.3, within(1e-3));
    assertThat(distance.lower()).isCloseTo(0.3, within(1e-3)).isLessThan(distance.estimate());
  }

  @Test
  void nothing_is_known_without_units() {
    assertThat(TotalVariation.between(new double[] {5, 3}, new long[2], ALPHA))
        .isEqualTo(TotalVariation.NONE);
    assertThat(TotalVariation.between(new double[2], new long[] {5, 3}, ALPHA))
        .isEqualTo(TotalVariation.NONE);
  }

  @Test
  void a_mix_that_did_not_move_is_not_said_to_be_far_away() {
    double[] shares = Mixes.exponential(100, 100);
    double estimates = 0;
    int runs = 200;
    for (int seed = 0; seed < runs; seed++) {
      estimates += distance(shares, shares, 2_000, 500, seed).estimate();
    }

    assertThat(estimates / runs).isLessThan(0.02);
  }

  @Test
  void the_lower_bound_is_seldom_above_the_truth() {
    double[] before = Mixes.normalised(50, 20, 10, 8, 5, 3, 2, 1, 0.7, 0.3);
    double[] after = Mixes.normalised(40, 20, 15, 8, 5, 3, 2, 3, 2.7, 1.3);
    double truth = trueDistance(before, after);
    int runs = 1_000;
    int above = 0;
    for (int seed = 0; seed < runs; seed++) {
      if (distance(before, after, 400, 200, seed).lower() > truth) {
        above++;
      }
    }

    assertThat((double) above / runs).isLessThanOrEqualTo(ALPHA);
  }

  private static TotalVariation distance(
      double[] before, double[] after, int reference, int live, int seed) {
    Map<String, Long> then = new Mixes.Stream(before, 2L * seed).draw(reference);
    Map<String, Long> now = new Mixes.Stream(after, 2L * seed + 1).draw(live);
    double[] weights = new double[before.length];
    long[] counts = new long[before.length];
    for (int k = 0; k < weights.length; k++) {
      weights[k] = then.getOrDefault(Mixes.name(k), 0L);
      counts[k] = now.getOrDefault(Mixes.name(k), 0L);
    }
    return TotalVariation.between(weights, counts, ALPHA);
  }

  private static double trueDistance(double[] p, double[] q) {
    double sum = 0;
    for (int k = 0; k < p.length; k++) {
      sum += Math.abs(p[k] - q[k]) / 2;
    }
    return sum;
  }
}
