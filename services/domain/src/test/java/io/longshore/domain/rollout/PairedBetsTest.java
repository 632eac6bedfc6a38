package io.longshore.domain.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PairedBetsTest {
  private static final double ALPHA = 0.05;

  /** The product over images, one after the other, as the formula says it. */
  @Property(tries = 200)
  void the_counts_say_what_the_images_say_one_by_one(
      @ForAll @IntRange(max = 60) int better,
      @ForAll @IntRange(max = 60) int worse,
      @ForAll @IntRange(max = 60) int same,
      @ForAll @DoubleRange(min = -0.99, max = 1) double most) {
    double mean = 0;
    for (int k = 0; k < 16; k++) {
      double bet = 0.95 * Math.pow(2, -k / 2.0);
      double capital = 1;
      for (int i = 0; i < better + worse + same; i++) {
        double d = i < worse ? -1 : i < worse + better ? 1 : 0;
        capital *= 1 + bet / (1 + most) * (d - most);
      }
      mean += capital / 16;
    }

    double log = PairedBets.logEvidence(better, worse, same, most);

    assertThat(log).isCloseTo(Math.log(mean), within(1e-6 * (1 + Math.abs(log))));
  }

  @Property(tries = 200)
  void whatever_the_chances_the_evidence_has_mean_one(
      @ForAll @DoubleRange(min = 0.01, max = 0.49) double better,
      @ForAll @DoubleRange(min = 0.01, max = 0.49) double worse) {
    double same = 1 - better - worse;
    int images = 12;

    double mean = 0;
    for (int b = 0; b <= images; b++) {
      for (int w = 0; b + w <= images; w++) {
        double ways = choose(images, b) * choose(images - b, w);
        double chance =
            ways * Math.pow(better, b) * Math.pow(worse, w) * Math.pow(same, images - b - w);
        mean += chance * Math.exp(PairedBets.logEvidence(b, w, images - b - w, better - worse));
      }
    }

    assertThat(mean).isCloseTo(1, within(1e-9));
  }

  @Property(tries = 200)
  void bounds_are_where_the_evidence_crosses(
      @ForAll @IntRange(max = 2000) int better,
      @ForAll @IntRange(max = 2000) int worse,
      @ForAll @IntRange(max = 20_000) int same) {
    double lower = PairedBets.lower(better, worse, same, ALPHA);
    double upper = PairedBets.upper(better, worse, same, ALPHA);

    double mean = (double) (better - worse) / Math.max(1, better + worse + same);
    assertThat(lower).isBetween(-1.0, mean);
    assertThat(upper).isBetween(mean, 1.0);
    assertThat(PairedBets.shows(better, worse, same, lower - 1e-8, ALPHA)).isTrue();
    assertThat(PairedBets.shows(better, worse, same, lower + 1e-8, ALPHA)).isFalse();
  }

  @Property(tries = 200)
  void evidence_falls_as_the_difference_that_is_doubted_grows(
      @ForAll @IntRange(max = 500) int better,
      @ForAll @IntRange(max = 500) int worse,
      @ForAll @IntRange(max = 500) int same,
      @ForAll @DoubleRange(min = -0.9, max = 0.9) double less,
      @ForAll @DoubleRange(min = 0, max = 0.1) double more) {
    assertThat(PairedBets.logEvidence(better, worse, same, less))
        .isGreaterThanOrEqualTo(PairedBets.logEvidence(better, worse, same, less + more) - 1e-9);
  }

  @Test
  void before_any_image_every_difference_is_possible() {
    assertThat(PairedBets.lower(0, 0, 0, ALPHA)).isEqualTo(-1);
    assertThat(PairedBets.upper(0, 0, 0, ALPHA)).isEqualTo(1);
  }

  @Test
  void models_that_always_agree_are_soon_shown_to_be_no_worse() {
    assertThat(PairedBets.lower(0, 0, 400, ALPHA)).isGreaterThan(-0.02);
    assertThat(PairedBets.lower(0, 0, 100, ALPHA)).isLessThan(-0.02);
  }

  @Test
  void the_true_difference_is_hardly_ever_outside_however_often_one_looks() {
    double[][] chances = {{0.05, 0.05}, {0.02, 0.10}, {0.2, 0.05}, {0.001, 0.004}};
    int runs = 300;
    var random = new Random(7);

    for (double[] chance : chances) {
      int outside = 0;
      for (int run = 0; run < runs; run++) {
        outside += everOutside(chance[0], chance[1], 1000, random) ? 1 : 0;
      }

      assertThat(outside).as("of %d runs at %s", runs, chance[0]).isLessThan(runs / 10);
    }
  }

  /** Looks after each image, at both sides, each of which may err at alpha / 2. */
  private static boolean everOutside(double better, double worse, int images, Random random) {
    double truth = better - worse;
    int b = 0;
    int w = 0;
    for (int n = 1; n <= images; n++) {
      double draw = random.nextDouble();
      b += draw < better ? 1 : 0;
      w += draw >= better && draw < better + worse ? 1 : 0;
      if (PairedBets.shows(b, w, n - b - w, truth, ALPHA / 2)
          || PairedBets.shows(w, b, n - b - w, -truth, ALPHA / 2)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void counts_and_an_alpha_that_cannot_be_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PairedBets.lower(-1, 0, 0, 0.05))
        .withMessageContaining("-1, 0 and 0 images");
    assertThatIllegalArgumentException().isThrownBy(() -> PairedBets.lower(1, 0, 0, 1));
  }

  private static double choose(int n, int k) {
    double ways = 1;
    for (int i = 0; i < k; i++) {
      ways = ways * (n - i) / (i + 1);
    }
    return ways;
  }
}
