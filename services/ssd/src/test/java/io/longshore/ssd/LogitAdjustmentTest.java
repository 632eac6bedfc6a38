package io.longshore.ssd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogitAdjustmentTest {

  @Test
  void it_is_the_log_prior_of_the_classes_that_have_images() {
    float[] adjustment = LogitAdjustment.of(new int[] {8, 2, 0}, 2);

    assertThat(adjustment)
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(2 * (float) Math.log(0.8), 2 * (float) Math.log(0.2), 0);
  }
}
