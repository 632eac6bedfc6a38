package io.longshore.domain.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RateMixtureTest {

  @Test
  void a_large_count_is_taken_at_its_word() {
    var rates = RateMixture.posterior(new double[] {50_000, 20_000, 400, 3});

    assertThat(rates.mean()[0]).isCloseTo(50_000, within(150.0));
    assertThat(rates.mean()[1]).isCloseTo(20_000, within(150.0));
  }

  @Test
  void classes_counted_once_are_together_believed_as_often_as_they_come() {
    double[] shares = Mixes.exponential(1_000, 100);
    double believed = 0;
    double truth = 0;
    for (int seed = 0; seed < 20; seed++) {
      var counts = new Mixes.Stream(shares, seed).draw(10_000);
      double[] weights = new double[shares.length];
      for (int k = 0; k < shares.length; k++) {
        weights[k] = counts.getOrDefault(Mixes.name(k), 0L);
      }
      var rates = RateMixture.posterior(weights);
      for (int k = 0; k < shares.length; k++) {
        if (weights[k] <= 1) {
          believed += rates.mean()[k];
          truth += 10_000 * shares[k];
        }
      }
    }

    assertThat(believed / truth).isCloseTo(1, within(0.08));
  }

  @Test
  void a_hundred_thousand_classes_and_counts_up_to_a_billion_are_no_trouble() {
    double[] counts = new double[100_000];
    for (int k = 0; k < counts.length; k++) {
      counts[k] = 1e9 * Math.pow(k + 1, -1.5);
    }

    var rates = RateMixture.posterior(counts);

    assertThat(Arrays.stream(rates.mean())).allMatch(mean -> mean > 0 && Double.isFinite(mean));
    assertThat(rates.mean()[0]).isCloseTo(1e9, within(1e6));
  }
}
