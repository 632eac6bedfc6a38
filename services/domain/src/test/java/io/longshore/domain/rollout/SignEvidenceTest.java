package io.longshore.domain.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SignEvidenceTest {

  /** The mixture over all coins, by the trapezoidal rule. */
  @Property(tries = 100)
  void the_evidence_is_the_mean_over_all_coins(
      @ForAll @IntRange(max = 30) int better, @ForAll @IntRange(max = 30) int worse) {
    int steps = 20_000;
    double mean = 0;
    for (int i = 0; i < steps; i++) {
      double coin = (i + 0.5) / steps;
      mean += Math.pow(2 * coin, better) * Math.pow(2 * (1 - coin), worse) / steps;
    }

    assertThat(SignEvidence.log(better, worse)).isCloseTo(Math.log(mean), within(1e-3));
  }

  @Test
  void a_fair_coin_hardly_ever_looks_like_a_better_model() {
    int runs = 2000;
    var random = new Random(3);

    int fooled = 0;
    for (int run = 0; run < runs; run++) {
      int better = 0;
      for (int n = 1; n <= 1000; n++) {
        better += random.nextBoolean() ? 1 : 0;
        if (SignEvidence.shows(better, n - better, 0.05)) {
          fooled++;
          break;
        }
      }
    }

    assertThat(fooled).isLessThan(runs / 20);
  }

  @Test
  void a_model_that_loses_is_never_shown_to_be_better() {
    assertThat(SignEvidence.shows(10, 400, 0.05)).isFalse();
    assertThat(SignEvidence.shows(400, 10, 0.05)).isTrue();
  }
}
