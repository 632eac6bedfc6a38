package io.longshore.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationTest {

  @Test
  void values_spread_evenly_keep_their_whole_range() {
    float[] values = new float[10_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = -2 + 6f * i / values.length;
    }

    ActivationRange range = ranges(values).get(0);

    assertThat(range.min()).isCloseTo(-2, within(0.05f));
    assertThat(range.max()).isCloseTo(4, within(0.05f));
  }

  @Test
  void one_value_far_out_is_cut_off_for_the_sake_of_the_rest() {
    float[] values = new float[1_000_000];
    var random = new Random(1);
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.abs((float) random.nextGaussian());
    }
    values[500] = 40;

    ActivationRange range = ranges(values).get(0);

    assertThat(range.min()).isZero();
    assertThat(range.max()).isBetween(3f, 20f);
  }

  @Test
  void every_activation_has_a_range_of_its_own_over_all_batches() {
    List<ActivationRange> ranges =
        Calibration.ranges(
            watcher -> {
              watcher.saw(0, new float[] {1, 0});
              watcher.saw(1, new float[] {-1, 1});
              watcher.saw(0, new float[] {2, 1});
              watcher.saw(1, new float[] {-3, 1});
            });

    assertThat(ranges).hasSize(2);
    assertThat(ranges.get(0).max()).isCloseTo(2, within(0.1f));
    assertThat(ranges.get(1).min()).isCloseTo(-3, within(0.1f));
  }

  @Test
  void an_activation_that_is_always_zero_has_a_range() {
    assertThat(ranges(new float[8])).containsExactly(new ActivationRange(0, 0));
    assertThat(Quantization.of(new ActivationRange(0, 0))).isEqualTo(new Quantization(1, 0));
  }

  @Test
  void an_activation_that_is_no_number_is_refused_by_its_place() {
    assertThatThrownBy(() -> ranges(new float[] {1, Float.NaN}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("activation 0 is NaN: the network cannot be quantized");
  }

  @Test
  void zero_is_exact_and_what_lies_in_the_range_is_a_step_away_at_most() {
    var random = new Random(2);
    for (int i = 0; i < 1_000; i++) {
      var range = new ActivationRange(-random.nextFloat() * 9, random.nextFloat() * 5);
      Quantization by = Quantization.of(range);
      double value = range.min() + random.nextDouble() * (range.max() - range.min());

      assertThat(nearest(by, 0)).isZero();
      assertThat(nearest(by, value)).isCloseTo(value, within(1.001 * by.scale()));
    }
  }

  /** What comes back of a value, as ONNX defines it. */
  private static double nearest(Quantization by, double value) {
    double level = Math.rint(value / by.scale()) + by.zero();
    return (Math.max(0, Math.min(255, level)) - by.zero()) * by.scale();
  }

  private static List<ActivationRange> ranges(float[] values) {
    return Calibration.ranges(watcher -> watcher.saw(0, values));
  }
}
