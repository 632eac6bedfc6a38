package io.longshore.ssd;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.ssd.data.ImageShape;
import io.longshore.ssd.net.Architecture;
import io.longshore.ssd.net.NetworkSpec;
import io.longshore.ssd.net.Normalization;
import io.longshore.ssd.net.ResNet;
import io.longshore.ssd.torch.Torch;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingTest {
  private static final ImageShape SHAPE = new ImageShape(28, 28, 1);
  private static final NetworkSpec SPEC =
      new NetworkSpec(
          SHAPE, new Normalization(List.of(120f), List.of(60f)), Architecture.resNet8());

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 44, 256, 257})
  void features_of_an_image_do_not_depend_on_its_company(int images) {
    Torch.useThreads(1);
    byte[] pixels = new byte[300 * SHAPE.bytes()];
    new Random(1).nextBytes(pixels);

    try (var encoder = new ResNet(SPEC, 3)) {
      float[] some = Encoding.features(encoder, Arrays.copyOf(pixels, images * SHAPE.bytes()));
      float[] all = Encoding.features(encoder, pixels);

      assertThat(some).isEqualTo(Arrays.copyOf(all, images * SPEC.featureWidth()));
    }
  }
}
