package io.longshore.bench.drift.dummy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.longshore.bench.drift.Look;
import io.longshore.bench.drift.Reference;
import org.junit.jupiter.api.Test;

class DistanceTest {
  private static final Reference THREE_TO_ONE = Reference.of(new long[] {75, 25});

  @Test
  void equal_shares_are_at_no_distance() {
    long[] live = {3, 1};

    assertThat(new JensenShannon().between(THREE_TO_ONE, live)).isZero();
    assertThat(new StabilityIndex().between(THREE_TO_ONE, live)).isZero();
    assertThat(new ChiSquare().between(THREE_TO_ONE, live)).isZero();
  }

  @Test
  void jensen_shannon_is_the_square_root_of_nats() {
    double divergence = 0.5 * (0.75 * Math.log(0.75 / 0.625) + 0.25 * Math.log(0.25 / 0.375));
    divergence += 0.5 * Math.log(0.5 / 0.625) * 0.5 + 0.5 * Math.log(0.5 / 0.375) * 0.5;

    double distance = new JensenShannon().between(THREE_TO_ONE, new long[] {2, 2});

    assertThat(distance).isCloseTo(Math.sqrt(divergence), within(1e-12));
    assertThat(distance).isCloseTo(0.18391, within(5e-6));
  }

  @Test
  void mixes_without_a_common_class_are_as_far_apart_as_can_be() {
    var reference = Reference.of(new long[] {5, 0});

    double distance = new JensenShannon().between(reference, new long[] {0, 9});

    assertThat(distance).isCloseTo(Math.sqrt(Math.log(2)), within(1e-12));
  }

  @Test
  void the_stability_index_is_the_sum_of_both_divergences() {
    double index = new StabilityIndex().between(THREE_TO_ONE, new long[] {50, 50});

    assertThat(index).isCloseTo(0.25 * Math.log(3), within(1e-12));
  }

  @Test
  void a_class_not_seen_counts_one_in_ten_thousand_in_the_stability_index() {
    double index = new StabilityIndex().between(THREE_TO_ONE, new long[] {10, 0});

    double frequent = 0.25 * Math.log(1 / 0.75);
    double unseen = (1e-4 - 0.25) * Math.log(1e-4 / 0.25);
    assertThat(index).isCloseTo(frequent + unseen, within(1e-12));
  }

  @Test
  void chi_square_is_over_its_threshold_just_past_the_quantile_of_the_tables() {
    // 8^2/75 + 8^2/25 = 3.41 and 9^2/75 + 9^2/25 = 4.32, on both sides of 3.84
    assertThat(new ChiSquare().between(THREE_TO_ONE, new long[] {83, 17}))
        .isCloseTo(0.93533, within(5e-6));
    assertThat(new ChiSquare().between(THREE_TO_ONE, new long[] {84, 16}))
        .isCloseTo(0.96233, within(5e-6));
  }

  @Test
  void chi_square_leaves_out_what_the_reference_never_saw() {
    var reference = Reference.of(new long[] {75, 25, 0});

    double probability = new ChiSquare().between(reference, new long[] {75, 25, 40});

    assertThat(probability).isZero();
  }

  @Test
  void tails_of_chi_square_are_those_of_the_tables() {
    assertThat(ChiSquareTail.above(3.841459, 1)).isCloseTo(0.05, within(1e-7));
    assertThat(ChiSquareTail.above(5.991465, 2)).isCloseTo(0.05, within(1e-7));
    assertThat(ChiSquareTail.above(16.918978, 9)).isCloseTo(0.05, within(1e-7));
    assertThat(ChiSquareTail.above(123.225221, 99)).isCloseTo(0.05, within(1e-7));
    assertThat(ChiSquareTail.above(2 * Math.log(4), 2)).isCloseTo(0.25, within(1e-12));
    assertThat(ChiSquareTail.above(1_073.642651, 999)).isCloseTo(0.05, within(1e-7));
    assertThat(ChiSquareTail.above(0, 5)).isEqualTo(1);
    assertThat(ChiSquareTail.above(1e6, 5)).isZero();
  }

  @Test
  void a_batch_test_waits_for_the_last_look() {
    var far = new long[] {0, 10};
    var early = new Look(THREE_TO_ONE, far, new int[0], 1);
    var last = new Look(THREE_TO_ONE, far, new int[0], 0);
    Distance distance = new JensenShannon();

    assertThat(distance.atEveryLook(0.1).look(early)).isTrue();
    assertThat(distance.atTheHorizon(0.1).look(early)).isFalse();
    assertThat(distance.atTheHorizon(0.1).look(last)).isTrue();
  }
}
