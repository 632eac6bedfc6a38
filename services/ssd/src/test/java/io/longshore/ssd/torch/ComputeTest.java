package io.longshore.ssd.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.longshore.ssd.data.ImageShape;
import io.longshore.ssd.net.Architecture;
import io.longshore.ssd.net.Mode;
import io.longshore.ssd.net.NetworkSpec;
import io.longshore.ssd.net.Normalization;
import io.longshore.ssd.net.ResNet;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ComputeTest {
  private static final NetworkSpec SPEC =
      new NetworkSpec(
          new ImageShape(8, 8, 3),
          new Normalization(List.of(120f, 110f, 100f), List.of(60f, 60f, 60f)),
          new Architecture(1, List.of(8, 16), 1));

  @Test
  void the_layouts_differ_by_rounding_only() {
    float[] last = features(Compute.CPU);

    float[] first = features(Compute.CPU.with(Layout.CHANNELS_FIRST));

    assertThat(largestDifference(first, last)).isLessThan(1e-5);
  }

  @Test
  void bfloat16_is_near_float32_and_not_the_same() {
    float[] exact = features(Compute.CPU);

    float[] rounded = features(Compute.CPU.with(Precision.BFLOAT16));

    assertThat(largestDifference(rounded, exact)).isBetween(1e-5, 0.1);
  }

  @Test
  void bfloat16_ends_with_the_forward_pass() {
    float[] before = features(Compute.CPU);
    features(Compute.CPU.with(Precision.BFLOAT16));

    float[] after = features(Compute.CPU);

    assertThat(after).isEqualTo(before);
  }

  @Test
  void gradients_of_a_bfloat16_pass_are_float32_and_near_those_of_float32() {
    float[] exact = kernelGradient(Compute.CPU);

    float[] rounded = kernelGradient(Compute.CPU.with(Precision.BFLOAT16));

    assertThat(largestDifference(rounded, exact) / norm(exact)).isBetween(1e-7, 0.1);
  }

  @Test
  void a_device_that_does_not_exist_is_refused_by_name() {
    assertThat(Compute.on("cpu").device()).isEqualTo(Device.cpu());
    assertThatThrownBy(() -> Compute.on("tpu")).hasMessageContaining("'tpu'");
    if (!Torch.canUseGpu()) {
      assertThat(Compute.on("auto")).isEqualTo(Compute.CPU);
      assertThatThrownBy(() -> Compute.on("gpu:3")).hasMessageContaining("gpu:3");
    }
  }

  private static float[] features(Compute compute) {
    try (ResNet encoder = new ResNet(SPEC, 1, compute);
        NDManager step = Torch.newManager()) {
      NDArray x = images(step);
      return Torch.withoutGradients(() -> encoder.features(x, Mode.EVALUATE).toFloatArray());
    }
  }

  private static float[] kernelGradient(Compute compute) {
    try (ResNet encoder = new ResNet(SPEC, 1, compute);
        NDManager step = Torch.newManager()) {
      NDArray x = images(step);
      NDArray kernel = encoder.learned().get(0).value();
      kernel.setRequiresGradient(true);
      Torch.differentiate(() -> encoder.features(x, Mode.TRAIN).square().sum());
      try (NDArray gradient = kernel.getGradient()) {
        return gradient.toFloatArray();
      }
    }
  }

  private static NDArray images(NDManager step) {
    byte[] bytes = new byte[4 * 8 * 8 * 3];
    new Random(7).nextBytes(bytes);
    ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    return step.create(direct, new Shape(4, 8, 8, 3), DataType.UINT8);
  }

  private static double largestDifference(float[] a, float[] b) {
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]));
    }
    return largest;
  }

  private static double norm(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += value * value;
    }
    return Math.sqrt(squares);
  }
}
