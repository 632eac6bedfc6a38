package io.longshore.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IntegerKernelTest {
  private static final float INPUT_SCALE = 0.02f;

  @Test
  void each_weight_is_at_most_half_a_step_of_its_output_away() {
    float[] kernel = new float[3 * 2 * 9];
    var random = new Random(1);
    for (int i = 0; i < kernel.length; i++) {
      int output = i / 18;
      kernel[i] = (float) (random.nextGaussian() * Math.pow(10, output));
    }

    IntegerKernel numbers = IntegerKernel.of(Convolution.of(kernel, 3, 2, 3, 1), INPUT_SCALE);

    for (int i = 0; i < kernel.length; i++) {
      float scale = numbers.scale()[i / 18];
      assertThat(numbers.kernel()[i] * scale).isCloseTo(kernel[i], within(0.501f * scale));
    }
  }

  @Test
  void the_largest_weight_of_each_output_is_127() {
    float[] kernel = {0.5f, -2f, 30f, 1f};

    IntegerKernel numbers = IntegerKernel.of(Convolution.of(kernel, 2, 2, 1, 1), INPUT_SCALE);

    assertThat(numbers.kernel()).containsExactly(32, -127, 127, 4);
  }

  @Test
  void a_bias_is_in_units_of_the_products() {
    Convolution convolution =
        Convolution.of(new float[] {1, 2}, new float[] {0.3f, -7}, 1, 1, 1, 0);

    IntegerKernel numbers = IntegerKernel.of(convolution, INPUT_SCALE);

    for (int o = 0; o < 2; o++) {
      assertThat(numbers.biasScale()[o]).isEqualTo(INPUT_SCALE * numbers.scale()[o]);
      assertThat(numbers.bias()[o] * numbers.biasScale()[o])
          .isCloseTo(convolution.bias()[o], within(numbers.biasScale()[o]));
    }
  }

  @Test
  void a_bias_beside_tiny_weights_fits_into_32_bits() {
    Convolution convolution = Convolution.of(new float[] {1e-12f}, new float[] {3}, 1, 1, 1, 0);

    IntegerKernel numbers = IntegerKernel.of(convolution, INPUT_SCALE);

    assertThat(numbers.bias()[0] * numbers.biasScale()[0]).isCloseTo(3, within(1e-4f));
  }

  @Test
  void an_output_without_inputs_is_its_bias() {
    IntegerKernel numbers = IntegerKernel.of(Convolution.of(new float[4], 2, 2, 1, 1), INPUT_SCALE);

    assertThat(numbers.kernel()).containsOnly(0);
    assertThat(numbers.bias()).containsOnly(0);
    assertThat(Arrays.equals(numbers.scale(), new float[] {1, 1})).isTrue();
  }
}
