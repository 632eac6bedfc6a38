package io.longshore.domain.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinomialConfidenceTest {

  @Test
  void nothing_is_known_before_the_first_trial() {
    assertThat(BinomialConfidence.of(0, 0, 0.05)).isEqualTo(new BinomialConfidence(0, 1));
  }

  @Test
  void a_few_trials_tell_a_little() {
    assertThat(BinomialConfidence.of(1, 0, 0.05).lower()).isCloseTo(0.05 / 2, within(1e-12));
    assertThat(BinomialConfidence.of(2, 0, 0.05).lower())
        .isCloseTo(Math.sqrt(0.05 * 3 / 8), within(1e-12));
    assertThat(BinomialConfidence.of(3, 0, 0.05).lower())
        .isCloseTo(Math.cbrt(0.05 * 5 / 16), within(1e-12));
    assertThat(BinomialConfidence.of(3, 0, 0.05).upper()).isOne();
  }

  @Property(tries = 300)
  void its_ends_are_where_the_evidence_reaches_the_threshold(
      @ForAll @IntRange(max = 60) int successes,
      @ForAll @IntRange(max = 60) int failures,
      @ForAll @DoubleRange(min = 0.01, max = 0.5) double alpha) {
    var interval = BinomialConfidence.of(successes, failures, alpha);

    for (int i = 1; i < 500; i++) {
      double share = i / 500.0;
      double evidence = mixture(successes, failures);
      evidence /= Math.pow(share, successes) * Math.pow(1 - share, failures);
      if (Math.abs(evidence * alpha - 1) > 1e-6) {
        assertThat(interval.contains(share))
            .as("%s at %s", share, interval)
            .isEqualTo(evidence < 1 / alpha);
      }
    }
  }

  @Property(tries = 300)
  void failures_mirror_successes(
      @ForAll @IntRange(max = 1_000_000) int successes,
      @ForAll @IntRange(max = 1_000_000) int failures) {
    var interval = BinomialConfidence.of(successes, failures, 0.01);
    var mirrored = BinomialConfidence.of(failures, successes, 0.01);

    assertThat(interval.lower()).isCloseTo(1 - mirrored.upper(), within(1e-9));
    assertThat(interval.upper()).isCloseTo(1 - mirrored.lower(), within(1e-9));
  }

  /** By going through all numbers of successes, dropping what was outside once. */
  @ParameterizedTest
  @ValueSource(doubles = {0.003, 0.1, 0.5, 0.97})
  void the_share_is_ever_outside_with_a_chance_below_alpha(double share) {
    double[] inside = {1};
    double outside = 0;
    for (int trials = 1; trials <= 300; trials++) {
      double[] next = new double[trials + 1];
      for (int s = 0; s <= trials; s++) {
        double chance = s > 0 ? inside[s - 1] * share : 0;
        chance += s < trials ? inside[s] * (1 - share) : 0;
        if (chance > 0 && BinomialConfidence.of(s, trials - s, 0.1).contains(share)) {
          next[s] = chance;
        } else {
          outside += chance;
        }
      }
      inside = next;
    }

    assertThat(outside).isBetween(0.001, 0.1);
  }

  @Test
  void a_billion_trials_leave_a_narrow_interval() {
    var interval = BinomialConfidence.of(300_000_000, 700_000_000, 0.01);

    assertThat(interval.lower()).isBetween(0.2999, 0.3);
    assertThat(interval.upper()).isBetween(0.3, 0.3001);
    assertThat(BinomialConfidence.of(0, 1_000_000_000, 0.01).upper()).isBetween(1e-9, 1e-7);
    assertThat(BinomialConfidence.of(1, 1_000_000_000, 0.01).lower()).isBetween(1e-17, 1e-9);
  }

  @Test
  void counts_that_cannot_be_are_refused() {
    assertThatThrownBy(() -> BinomialConfidence.of(-1, 2, 0.05))
        .hasMessageContaining("-1 successes");
    assertThatThrownBy(() -> BinomialConfidence.of(1, 2, 1)).hasMessageContaining("alpha 1.0");
  }

  /** B(1/2 + s, 1/2 + f) / B(1/2, 1/2), trial after trial. */
  private static double mixture(int successes, int failures) {
    double product = 1;
    for (int i = 0; i < successes; i++) {
      product *= (i + 0.5) / (i + 1);
    }
    for (int i = 0; i < failures; i++) {
      product *= (i + 0.5) / (successes + i + 1);
    }
    return product;
  }
}
