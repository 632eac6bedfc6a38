package io.longshore.ssd;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.ssd.net.Architecture;
import io.longshore.ssd.net.BottleneckResNet;
import io.longshore.ssd.net.CifarResNet;
import io.longshore.ssd.net.LinearHead;
import io.longshore.ssd.net.NetworkSpec;
import io.longshore.ssd.net.Normalization;
import io.longshore.ssd.net.ResNet;
import io.longshore.ssd.net.ShortcutOption;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelBytesTest {
  private static final CifarResNet CIFAR = new CifarResNet(2, List.of(2, 4), 1);

  static List<Architecture> families() {
    return List.of(
        CIFAR, CIFAR.with(ShortcutOption.B), new BottleneckResNet(4, List.of(1, 2), 2, 3));
  }

  @ParameterizedTest
  @MethodSource("families")
  void a_model_of_any_family_comes_back_as_it_was(Architecture architecture) {
    byte[] bytes = bytes(architecture);

    try (TrainedModel read = TrainedModel.fromBytes(bytes)) {

      assertThat(read.spec().architecture()).isEqualTo(architecture);
      assertThat(read.toBytes()).isEqualTo(bytes);
    }
  }

  /** The file holds the model of {@link #bytes} as the first version of the format wrote it. */
  @Test
  void a_model_of_the_first_version_is_still_read() throws IOException {
    byte[] written = resource("model-version-1.bin");

    try (TrainedModel read = TrainedModel.fromBytes(written)) {

      assertThat(new String(written, 0, 8, US_ASCII)).isEqualTo("SSDMODE1");
      assertThat(read.toBytes()).isEqualTo(bytes(CIFAR));
    }
  }

  private static byte[] bytes(Architecture architecture) {
    NetworkSpec spec =
        new NetworkSpec(
            LongTail.SHAPE, new Normalization(List.of(73f), List.of(90f)), architecture);
    float[] weights = new float[2 * architecture.featureWidth()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = i + 1;
    }
    LinearHead hard = new LinearHead(weights, new float[] {9, 10});
    for (int i = 0; i < weights.length; i++) {
      weights[i] = weights.length - i;
    }
    LinearHead soft = new LinearHead(weights, new float[] {0, -1});
    try (TrainedModel model =
        TrainedModel.of(new ResNet(spec, 1), hard, new float[] {1, 2}).withSoftHead(soft)) {
      return model.toBytes();
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = ModelBytesTest.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }
}
