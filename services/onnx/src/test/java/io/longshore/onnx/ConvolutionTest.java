package io.longshore.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ConvolutionTest {
  private static final Offset<Float> CLOSE = within(1e-6f);

  @Test
  void a_normalisation_scales_the_kernel_and_moves_the_bias() {
    Convolution convolution = Convolution.of(new float[] {2, -4}, 2, 1, 1, 1);
    var normalization =
        new BatchNormalization(
            new float[] {3, 1}, new float[] {0.5f, 0}, new float[] {1, -2}, new float[] {4, 1}, 0);

    Convolution folded = convolution.then(normalization);

    assertThat(folded.kernel()).containsExactly(new float[] {3, -4}, CLOSE);
    assertThat(folded.bias()).containsExactly(new float[] {-1, 2}, CLOSE);
  }

  @Test
  void a_bias_of_the_convolution_passes_through_the_normalisation() {
    Convolution convolution = Convolution.of(new float[] {1}, new float[] {5}, 1, 1, 1, 0);
    var normalization =
        new BatchNormalization(
            new float[] {2}, new float[] {1}, new float[] {3}, new float[] {1}, 0);

    Convolution folded = convolution.then(normalization);

    assertThat(folded.bias()).containsExactly(new float[] {5}, CLOSE);
  }

  @Test
  void a_channel_of_no_variance_is_kept_finite_by_epsilon() {
    Convolution convolution = Convolution.of(new float[] {1}, 1, 1, 1, 1);
    var normalization =
        new BatchNormalization(
            new float[] {1}, new float[] {0}, new float[] {0}, new float[] {0}, 1e-4);

    Convolution folded = convolution.then(normalization);

    assertThat(folded.kernel()).containsExactly(new float[] {100}, within(1e-3f));
  }

  @Test
  void a_division_before_goes_into_the_weights_of_its_own_channel() {
    Convolution convolution = Convolution.of(new float[] {1, 1, 1, 1}, 2, 2, 1, 1);

    Convolution folded = convolution.afterDividingBy(new float[] {2, 4});

    assertThat(folded.kernel()).containsExactly(new float[] {0.5f, 0.25f, 0.5f, 0.25f}, CLOSE);
  }

  @Test
  void a_division_before_a_grouped_kernel_counts_channels_through_the_groups() {
    Convolution convolution = Convolution.grouped(new float[] {1, 1, 1, 1}, 2, 4, 2, 1, 1);

    Convolution folded = convolution.afterDividingBy(new float[] {1, 2, 4, 8});

    assertThat(folded.kernel()).containsExactly(new float[] {1, 0.5f, 0.25f, 0.125f}, CLOSE);
  }

  @Test
  void channels_that_do_not_split_into_groups_are_refused() {
    assertThatThrownBy(() -> Convolution.grouped(new float[4], 2, 3, 2, 1, 1))
        .hasMessage("3 channels in and 2 out do not split into 2 groups");
  }

  @Test
  void the_shortcut_moves_old_channels_behind_the_zero_ones() {
    Convolution shortcut = Convolution.shortcut(2, 4, 1, 2);

    assertThat(shortcut.kernel()).containsExactly(0, 0, 1, 0, 0, 1, 0, 0);
    assertThat(shortcut.bias()).containsOnly(0);
  }

  @Test
  void a_kernel_of_another_size_is_refused() {
    assertThatThrownBy(() -> Convolution.of(new float[17], 2, 1, 3, 1))
        .hasMessage("a kernel of 17 numbers is not 2 x 1 x 3 x 3");
  }

  @Test
  void a_normalisation_of_other_channels_is_refused() {
    Convolution convolution = Convolution.of(new float[] {1}, 1, 1, 1, 1);
    float[] two = {1, 1};

    assertThatThrownBy(() -> convolution.then(new BatchNormalization(two, two, two, two, 0)))
        .hasMessage("a normalisation of 2 channels after a convolution that gives 1");
  }

  @Test
  void a_shortcut_into_fewer_channels_is_refused() {
    assertThatThrownBy(() -> Convolution.shortcut(4, 2, 0, 1))
        .hasMessage("4 channels do not fit between 0 zero channels and 2");
  }
}
