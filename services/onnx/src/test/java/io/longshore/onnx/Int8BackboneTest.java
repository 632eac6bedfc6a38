package io.longshore.onnx;

import static io.longshore.onnx.SmallResidualNet.CHANNELS;
import static io.longshore.onnx.SmallResidualNet.HEIGHT;
import static io.longshore.onnx.SmallResidualNet.IMAGE_BYTES;
import static io.longshore.onnx.SmallResidualNet.WIDTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Int8BackboneTest {
  private static final int FEATURES = 12;
  private static final int IMAGES = 40;

  private static NDManager manager;

  @BeforeAll
  static void open() {
    manager = NDManager.newBaseManager("PyTorch");
  }

  @AfterAll
  static void close() {
    manager.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void features_are_nearly_those_of_the_net_in_floats(long seed) {
    var net = new SmallResidualNet(manager, seed);
    byte[] images = noise(IMAGES, seed + 10);
    float[] expected = net.features(images, IMAGES);

    float[] features = run(new OnnxRuntime(net.toInt8Onnx(ranges(net))), images);

    assertThat(features).hasSize(IMAGES * FEATURES);
    for (int i = 0; i < IMAGES; i++) {
      assertThat(cosine(features, expected, i)).isGreaterThan(0.999);
    }
  }

  @Test
  void onnx_runtime_computes_every_convolution_and_sum_in_whole_numbers(@TempDir Path directory)
      throws IOException {
    var net = new SmallResidualNet(manager, 1);
    Path optimized = directory.resolve("optimized.onnx");

    new OnnxRuntime(net.toInt8Onnx(ranges(net)), Optional.of(optimized)).close();

    List<String> operators =
        ModelProto.parseFrom(Files.readAllBytes(optimized)).getGraph().getNodeList().stream()
            .map(NodeProto::getOpType)
            .toList();
    assertThat(operators).filteredOn("QLinearConv"::equals).hasSize(6);
    assertThat(operators).filteredOn("QLinearAdd"::equals).hasSize(2);
    assertThat(operators).doesNotContain("Conv", "FusedConv", "Add", "Relu");
  }

  @Test
  void the_same_net_and_images_give_the_same_bytes() {
    var net = new SmallResidualNet(manager, 1);

    assertThat(net.toInt8Onnx(ranges(net))).isEqualTo(net.toInt8Onnx(ranges(net)));
  }

  @Test
  void the_file_is_what_protobuf_itself_would_write() throws IOException {
    var net = new SmallResidualNet(manager, 1);
    byte[] written = net.toInt8Onnx(ranges(net));

    assertThat(ModelProto.parseFrom(written).toByteArray()).isEqualTo(written);
  }

  @Test
  void fewer_ranges_than_activations_are_refused() {
    var net = new SmallResidualNet(manager, 1);
    List<ActivationRange> ranges = ranges(net);

    assertThatThrownBy(() -> net.toInt8Onnx(ranges.subList(1, ranges.size())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there are more activations than ranges of them");
  }

  @Test
  void more_ranges_than_activations_are_refused() {
    var net = new SmallResidualNet(manager, 1);
    var ranges = new ArrayList<>(ranges(net));
    ranges.add(new ActivationRange(0, 1));

    assertThatThrownBy(() -> net.toInt8Onnx(ranges))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("there are more ranges than activations");
  }

  private static List<ActivationRange> ranges(SmallResidualNet net) {
    byte[] images = noise(IMAGES, 99);
    return Calibration.ranges(watcher -> net.watch(images, IMAGES, watcher));
  }

  private static byte[] noise(int count, long seed) {
    byte[] images = new byte[count * IMAGE_BYTES];
    new Random(seed).nextBytes(images);
    return images;
  }

  private static float[] run(OnnxRuntime model, byte[] images) {
    try (model) {
      return model.ofBytes(images, IMAGES, HEIGHT, WIDTH, CHANNELS);
    }
  }

  private static double cosine(float[] a, float[] b, int image) {
    double product = 0;
    double ofA = 0;
    double ofB = 0;
    for (int i = image * FEATURES; i < (image + 1) * FEATURES; i++) {
      product += (double) a[i] * b[i];
      ofA += (double) a[i] * a[i];
      ofB += (double) b[i] * b[i];
    }
    return product / Math.sqrt(ofA * ofB);
  }
}
