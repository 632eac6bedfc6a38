package io.longshore.ssd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class SymmetricBetaTest {

  @Property(tries = 200)
  void a_share_lies_between_nothing_and_all(
      @ForAll @DoubleRange(min = 0.01, max = 100) double alpha, @ForAll long seed) {
    double lambda = SymmetricBeta.draw(alpha, new SplittableRandom(seed));

    assertThat(lambda).isBetween(0.0, 1.0);
  }

  @Test
  void mean_and_variance_are_those_of_the_distribution() {
    for (double alpha : new double[] {0.2, 1, 3}) {
      SplittableRandom random = new SplittableRandom(1);

      double[] shares =
          DoubleStream.generate(() -> SymmetricBeta.draw(alpha, random)).limit(20_000).toArray();

      double mean = DoubleStream.of(shares).average().orElseThrow();
      double variance =
          DoubleStream.of(shares).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
      assertThat(mean).isCloseTo(0.5, within(0.01));
      assertThat(variance).isCloseTo(1 / (4 * (2 * alpha + 1)), within(0.005));
    }
  }
}
