package io.longshore.ssd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.longshore.ssd.data.ImageShape;
import io.longshore.ssd.data.TrainingSet;
import io.longshore.ssd.net.Architecture;
import io.longshore.ssd.net.BottleneckResNet;
import io.longshore.ssd.net.CifarResNet;
import io.longshore.ssd.net.ShortcutOption;
import io.longshore.ssd.torch.Torch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ActivationsTest {
  private static final ImageShape SHAPE = new ImageShape(16, 16, 3);
  private static final int IMAGES = 70; // more than a batch, and no whole number of them

  static List<Architecture> families() {
    CifarResNet cifar = new CifarResNet(1, List.of(4, 8), 1);
    return List.of(
        cifar, cifar.with(ShortcutOption.B), new BottleneckResNet(8, List.of(1, 1), 1, 8));
  }

  @ParameterizedTest
  @MethodSource("families")
  void the_mean_of_the_last_activation_is_the_features(Architecture architecture) {
    try (TrainedModel model = trained(architecture)) {
      byte[] images = noise(IMAGES, 5);
      float[] expected = model.features(images);
      var last = new TreeMap<Integer, List<Float>>();

      model.watchActivations(
          images,
          (activation, values) -> {
            for (float value : values) {
              last.computeIfAbsent(activation, a -> new ArrayList<>()).add(value);
            }
          });

      List<Float> values = last.lastEntry().getValue();
      int pixels = values.size() / expected.length;
      for (int i = 0; i < expected.length; i++) {
        double sum = 0;
        for (float value : values.subList(i * pixels, (i + 1) * pixels)) {
          sum += value;
        }
        assertThat((float) (sum / pixels)).isCloseTo(expected[i], within(1e-4f));
      }
    }
  }

  @Test
  void the_stem_every_convolution_every_shortcut_that_is_one_and_every_block_are_shown() {
    try (TrainedModel model = trained(new CifarResNet(1, List.of(4, 8), 2))) {
      var sizes = new TreeMap<Integer, Integer>();

      model.watchActivations(
          noise(2, 5), (activation, values) -> sizes.put(activation, values.length));

      int wide = 2 * 4 * 16 * 16;
      int narrow = 2 * 8 * 8 * 8;
      assertThat(sizes.values())
          .containsExactly(
              wide, // stem
              wide, wide, wide, // a block of two convolutions
              wide, wide, wide, wide, narrow, narrow,
              narrow, // a shortcut without parameters has its input's values
              narrow, narrow, narrow);
    }
  }

  @Test
  void no_native_memory_is_left_behind() {
    try (TrainedModel model = trained(families().get(2))) {
      int before = Torch.liveArrays();

      model.watchActivations(noise(3, 5), (activation, values) -> {});

      assertThat(Torch.liveArrays()).isEqualTo(before);
    }
  }

  private static TrainedModel trained(Architecture architecture) {
    int[] labels = new int[20];
    Arrays.setAll(labels, i -> i % 3);
    return Ssd.with(SsdParameters.tiny().withEpochs(1, 1).withArchitecture(architecture))
        .train(TrainingSet.ofRows(SHAPE, 3, noise(labels.length, 1), labels));
  }

  private static byte[] noise(int count, long seed) {
    byte[] pixels = new byte[count * SHAPE.bytes()];
    new Random(seed).nextBytes(pixels);
    return pixels;
  }
}
