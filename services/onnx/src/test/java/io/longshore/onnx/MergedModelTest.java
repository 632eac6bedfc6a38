package io.longshore.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MergedModelTest {
  private static final int BATCH = 5;
  private static final TreeMap<String, String> METADATA =
      new TreeMap<>(Map.of("longshore.version", "abc", "longshore.classes", "[\"größe\",\"b\"]"));

  private NDManager manager;
  private SmallResidualNet net;
  private byte[] images;

  @BeforeEach
  void a_network_and_images() {
    manager = NDManager.newBaseManager();
    net = new SmallResidualNet(manager, 11);
    images = new byte[BATCH * SmallResidualNet.IMAGE_BYTES];
    new Random(3).nextBytes(images);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void the_one_file_gives_the_logits_of_backbone_then_head() {
    byte[] backbone = net.toOnnx();
    byte[] head = OnnxHead.write(net.headWeight(), net.headBias());

    byte[] merged = MergedModel.write(backbone, head, METADATA);

    assertThat(logits(merged)).isEqualTo(logits(backbone, head));
  }

  @Test
  void so_does_one_whose_backbone_computes_in_bytes() {
    byte[] backbone =
        net.toInt8Onnx(Calibration.ranges(watcher -> net.watch(images, BATCH, watcher)));
    byte[] head = OnnxHead.write(net.headWeight(), net.headBias());

    byte[] merged = MergedModel.write(backbone, head, METADATA);

    assertThat(logits(merged)).isEqualTo(logits(backbone, head));
  }

  @Test
  void no_two_values_have_one_name_and_protobuf_reads_the_file_as_it_is()
      throws InvalidProtocolBufferException {
    byte[] merged =
        MergedModel.write(net.toOnnx(), OnnxHead.write(net.headWeight(), net.headBias()), METADATA);

    ModelProto parsed = ModelProto.parseFrom(merged);

    assertThat(parsed.toByteArray()).isEqualTo(merged);
    assertThat(parsed.getUnknownFields().asMap()).isEmpty();
    assertThat(parsed.getGraph().getInputList())
        .singleElement()
        .matches(i -> i.getName().equals("image"));
    assertThat(parsed.getGraph().getOutputList())
        .singleElement()
        .matches(o -> o.getName().equals("logits"));
    var names = new HashSet<String>();
    parsed
        .getGraph()
        .getInitializerList()
        .forEach(t -> assertThat(names.add(t.getName())).isTrue());
    parsed
        .getGraph()
        .getNodeList()
        .forEach(n -> n.getOutputList().forEach(o -> assertThat(names.add(o)).isTrue()));
  }

  @Test
  void what_is_said_of_the_model_stands_in_the_file() throws InvalidProtocolBufferException {
    byte[] merged =
        MergedModel.write(net.toOnnx(), OnnxHead.write(net.headWeight(), net.headBias()), METADATA);

    List<StringStringEntryProto> props = ModelProto.parseFrom(merged).getMetadataPropsList();
    assertThat(props).hasSize(2);
    assertThat(props.get(0).getKey()).isEqualTo("longshore.classes");
    assertThat(props.get(0).getValue()).isEqualTo("[\"größe\",\"b\"]");
    assertThat(MergedModel.metadata(merged)).isEqualTo(METADATA);
  }

  @Test
  void a_head_for_other_features_is_refused() {
    byte[] backbone = net.toOnnx();
    byte[] head = OnnxHead.write(new float[3 * 5], new float[3]);

    assertThatThrownBy(() -> MergedModel.write(backbone, head, METADATA))
        .isInstanceOf(UnmergeableModelException.class)
        .hasMessage("the backbone gives features (N, 12), the head reads features (N, 5)");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 40, 300})
  void half_a_file_is_refused(int bytes) {
    byte[] backbone = Arrays.copyOf(net.toOnnx(), bytes);
    byte[] head = OnnxHead.write(net.headWeight(), net.headBias());

    assertThatThrownBy(() -> MergedModel.write(backbone, head, METADATA))
        .isInstanceOf(UnmergeableModelException.class)
        .hasMessageContaining("no ONNX file");
  }

  private float[] logits(byte[] backbone, byte[] head) {
    float[] features;
    try (var runtime = new OnnxRuntime(backbone)) {
      features = runtime.ofBytes(images, shape());
    }
    try (var runtime = new OnnxRuntime(head)) {
      return runtime.ofFloats(features, BATCH, features.length / BATCH);
    }
  }

  private float[] logits(byte[] merged) {
    try (var runtime = new OnnxRuntime(merged)) {
      return runtime.ofBytes(images, shape());
    }
  }

  private static long[] shape() {
    return new long[] {
      BATCH, SmallResidualNet.HEIGHT, SmallResidualNet.WIDTH, SmallResidualNet.CHANNELS
    };
  }
}
