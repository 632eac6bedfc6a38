package io.longshore.domain.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DirichletMultinomialTest {
  private static final double[] SHAPE = {0.5, 0.3, 0.15, 0.05};

  @Test
  void no_draw_is_certain() {
    assertThat(DirichletMultinomial.logProbability(new long[4], SHAPE, 30)).isZero();
  }

  @Property(tries = 300)
  void it_is_the_product_of_predicting_draw_after_draw(
      @ForAll @Size(max = 60) List<@IntRange(max = 3) Integer> draws,
      @ForAll @DoubleRange(min = 0.5, max = 30_000) double concentration) {
    long[] counts = new long[4];
    double predicted = 0;
    for (int drawn = 0; drawn < draws.size(); drawn++) {
      int k = draws.get(drawn);
      predicted += Math.log((concentration * SHAPE[k] + counts[k]) / (concentration + drawn));
      counts[k]++;
    }

    assertThat(DirichletMultinomial.logProbability(counts, SHAPE, concentration))
        .isCloseTo(predicted, within(1e-8));
  }
}
