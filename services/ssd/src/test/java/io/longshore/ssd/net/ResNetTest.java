package io.longshore.ssd.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.longshore.ssd.data.ImageShape;
import io.longshore.ssd.torch.Torch;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResNetTest {
  private static final Normalization RGB =
      new Normalization(List.of(120f, 110f, 100f), List.of(60f, 61f, 62f));
  private static final Normalization GREY = new Normalization(List.of(73f), List.of(90f));

  @Test
  void any_extent_and_both_numbers_of_channels_give_features() {
    for (ImageShape shape :
        List.of(new ImageShape(28, 28, 1), new ImageShape(32, 32, 3), new ImageShape(7, 5, 1))) {
      for (int stemStride : new int[] {1, 2}) {
        NetworkSpec spec =
            new NetworkSpec(
                shape,
                shape.channels() == 1 ? GREY : RGB,
                new CifarResNet(stemStride, List.of(4, 8, 8), 1));
        try (ResNet encoder = new ResNet(spec, 1)) {

          assertThat(features(encoder, 3, 1, Mode.EVALUATE))
              .as(shape + " by " + stemStride)
              .hasSize(3 * 8);
        }
      }
    }
  }

  @Test
  void evaluation_leaves_the_running_statistics_and_training_moves_them() {
    NetworkSpec spec =
        new NetworkSpec(new ImageShape(8, 8, 1), GREY, new CifarResNet(1, List.of(4), 1));
    try (ResNet encoder = new ResNet(spec, 1)) {
      float[] initial = encoder.stem().convolution().mean();

      features(encoder, 4, 1, Mode.EVALUATE);
      float[] afterEvaluation = encoder.stem().convolution().mean();
      features(encoder, 4, 1, Mode.TRAIN);

      assertThat(afterEvaluation).isEqualTo(initial);
      assertThat(encoder.stem().convolution().mean()).isNotEqualTo(initial);
    }
  }

  static List<Architecture> families() {
    CifarResNet cifar = new CifarResNet(1, List.of(2, 4), 1);
    return List.of(
        cifar,
        cifar.with(ShortcutOption.B),
        new BottleneckResNet(4, List.of(1, 2), 1, 4),
        new BottleneckResNet(4, List.of(2, 1), 4, 2));
  }

  @ParameterizedTest
  @MethodSource("families")
  void the_forward_pass_is_the_arithmetic_that_an_exporter_writes(Architecture architecture) {
    NetworkSpec spec = new NetworkSpec(new ImageShape(15, 12, 3), RGB, architecture);
    try (ResNet encoder = new ResNet(spec, 1)) {
      features(encoder, 8, 5, Mode.TRAIN); // statistics that are not 0 and 1

      float[] features = features(encoder, 1, 2, Mode.EVALUATE);

      double[] expected = ByHand.features(encoder, bytes(spec.image().bytes(), 2));
      for (int j = 0; j < features.length; j++) {
        assertThat((double) features[j]).isCloseTo(expected[j], within(1e-4));
      }
    }
  }

  @Test
  void a_copy_shares_nothing() {
    NetworkSpec spec =
        new NetworkSpec(new ImageShape(8, 8, 1), GREY, new CifarResNet(1, List.of(4), 1));
    try (ResNet encoder = new ResNet(spec, 1);
        ResNet copy = encoder.copy()) {
      float[] before = features(copy, 2, 3, Mode.EVALUATE);
      assertThat(before).isEqualTo(features(encoder, 2, 3, Mode.EVALUATE));

      encoder.tensors().forEach(t -> t.value().muli(2f));

      assertThat(features(copy, 2, 3, Mode.EVALUATE)).isEqualTo(before);
    }
  }

  static float[] features(ResNet encoder, int count, long seed, Mode mode) {
    byte[] bytes = bytes(count * encoder.spec().image().bytes(), seed);
    ByteBuffer buffer = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    return Torch.withoutGradients(
        () -> {
          try (NDManager step = Torch.newManager();
              NDArray x = encoder.images(step, buffer, count)) {
            return encoder.features(x, mode).toFloatArray();
          }
        });
  }

  private static byte[] bytes(int count, long seed) {
    byte[] bytes = new byte[count];
    new SplittableRandom(seed).nextBytes(bytes);
    return bytes;
  }
}
