package io.longshore.ssd;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.ssd.data.ImageShape;
import io.longshore.ssd.net.Architecture;
import io.longshore.ssd.net.NetworkSpec;
import io.longshore.ssd.net.Normalization;
import io.longshore.ssd.net.ResNet;
import io.longshore.ssd.torch.Torch;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingTest {
  private static final ImageShape SHAPE = new ImageShape(28, 28, 1);
  private static final NetworkSpec SPEC =
      new NetworkSpec(
          SHAPE, new Normalization(List.of(120f), List.of(60f)), Architecture.resNet8());
  private static final int COUNT = 300;
  private static final byte[] PIXELS = random(COUNT);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 63, 64, 65, 257})
  void features_of_an_image_do_not_depend_on_how_many_come_with_it(int images) {
    Torch.useThreads(1);

    try (var encoder = new ResNet(SPEC, 3)) {
      float[] some = Encoding.features(encoder, Arrays.copyOf(PIXELS, images * SHAPE.bytes()));
      float[] all = Encoding.features(encoder, PIXELS);

      assertThat(some).isEqualTo(Arrays.copyOf(all, images * SPEC.featureWidth()));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void features_of_an_image_depend_neither_on_its_neighbours_nor_on_its_place(int threads) {
    Torch.useThreads(threads);
    var order = new ArrayList<Integer>(IntStream.range(0, COUNT).boxed().toList());
    Collections.shuffle(order, new Random(2));

    try (var encoder = new ResNet(SPEC, 3)) {
      float[] straight = Encoding.features(encoder, PIXELS);
      float[] shuffled = Encoding.features(encoder, inOrder(order));

      for (int place = 0; place < COUNT; place++) {
        assertThat(row(shuffled, place)).isEqualTo(row(straight, order.get(place)));
      }
    }
  }

  private static byte[] inOrder(List<Integer> order) {
    var pixels = new ByteArrayOutputStream();
    order.forEach(i -> pixels.write(PIXELS, i * SHAPE.bytes(), SHAPE.bytes()));
    return pixels.toByteArray();
  }

  private static float[] row(float[] features, int image) {
    int width = SPEC.featureWidth();
    return Arrays.copyOfRange(features, image * width, (image + 1) * width);
  }

  private static byte[] random(int images) {
    byte[] pixels = new byte[images * SHAPE.bytes()];
    new Random(1).nextBytes(pixels);
    return pixels;
  }
}
