package io.longshore.ssd.net;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.longshore.ssd.data.ImageShape;
import io.longshore.ssd.torch.Compute;
import io.longshore.ssd.torch.Layout;
import io.longshore.ssd.torch.Precision;
import io.longshore.ssd.torch.Torch;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BottleneckTest {
  private static final NetworkSpec SPEC =
      new NetworkSpec(
          new ImageShape(32, 32, 3),
          new Normalization(List.of(120f, 110f, 100f), List.of(60f, 60f, 60f)),
          new BottleneckResNet(8, List.of(1, 2), 4, 4));

  static List<Compute> computes() {
    return List.of(
        Compute.CPU, Compute.CPU.with(Layout.CHANNELS_FIRST), Compute.CPU.with(Precision.BFLOAT16));
  }

  @ParameterizedTest
  @MethodSource("computes")
  void every_parameter_gets_a_gradient(Compute compute) {
    try (ResNet encoder = new ResNet(SPEC, 1, compute);
        NDManager step = Torch.newManager()) {
      NDArray x = images(step);
      encoder.learned().forEach(t -> t.value().setRequiresGradient(true));

      Torch.differentiate(() -> encoder.features(x, Mode.TRAIN).square().sum());

      assertThat(encoder.learned())
          .allSatisfy(t -> assertThat(largestGradient(t)).as(t.name()).isPositive().isFinite());
    }
  }

  @Test
  void layout_and_precision_change_features_by_rounding_only() {
    float[] exact = features(Compute.CPU);

    float[] planes = features(Compute.CPU.with(Layout.CHANNELS_FIRST));
    float[] rounded = features(Compute.CPU.with(Precision.BFLOAT16));

    float largest = largest(exact);
    assertThat(largestDifference(planes, exact) / largest).isLessThan(1e-5f);
    assertThat(largestDifference(rounded, exact) / largest).isBetween(1e-5f, 0.05f);
  }

  @Test
  void a_forward_pass_leaves_no_array_but_its_features() {
    try (ResNet encoder = new ResNet(SPEC, 1);
        NDManager step = Torch.newManager()) {
      NDArray x = images(step);
      int before = step.getManagedArrays().size();

      NDArray features = Torch.withoutGradients(() -> encoder.features(x, Mode.EVALUATE));

      assertThat(features.getShape()).isEqualTo(new Shape(4, 64));
      assertThat(step.getManagedArrays()).hasSize(before + 1);
    }
  }

  private static float[] features(Compute compute) {
    try (ResNet encoder = new ResNet(SPEC, 1, compute);
        NDManager step = Torch.newManager()) {
      NDArray x = images(step);
      return Torch.withoutGradients(() -> encoder.features(x, Mode.EVALUATE).toFloatArray());
    }
  }

  private static NDArray images(NDManager step) {
    byte[] bytes = new byte[4 * SPEC.image().bytes()];
    new Random(7).nextBytes(bytes);
    ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    return step.create(direct, new Shape(4, 32, 32, 3), DataType.UINT8);
  }

  private static float largestGradient(Tensor tensor) {
    try (NDArray gradient = tensor.value().getGradient()) {
      return largest(gradient.toFloatArray());
    }
  }

  private static float largest(float[] values) {
    return largestDifference(values, new float[values.length]);
  }

  private static float largestDifference(float[] a, float[] b) {
    float largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]));
    }
    return largest;
  }
}
