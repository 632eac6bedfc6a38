package io.longshore.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxBackboneTest {
  private static final long SEED = 20261122;
  private static final int FEATURES = 12;

  private static NDManager manager;
  private static SmallResidualNet net;

  @BeforeAll
  static void makeNet() {
    manager = NDManager.newBaseManager("PyTorch");
    net = new SmallResidualNet(manager, SEED);
  }

  @AfterAll
  static void freeNet() {
    manager.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 17})
  void features_are_those_of_the_trained_blocks(int batch) {
    byte[] images = new byte[batch * SmallResidualNet.IMAGE_BYTES];
    new Random(SEED + batch).nextBytes(images);
    float[] expected = net.features(images, batch);

    try (var runtime = new OnnxRuntime(net.toOnnx())) {
      float[] features =
          runtime.ofBytes(
              images,
              batch,
              SmallResidualNet.HEIGHT,
              SmallResidualNet.WIDTH,
              SmallResidualNet.CHANNELS);

      assertThat(features).hasSize(batch * FEATURES).containsExactly(expected, within(1e-4f));
    }
  }

  @Test
  void backbone_then_head_agrees_with_the_whole_net() {
    int batch = 5;
    byte[] images = new byte[batch * SmallResidualNet.IMAGE_BYTES];
    new Random(SEED).nextBytes(images);
    float[] weight = net.headWeight();
    float[] bias = net.headBias();
    float[] expected = net.logits(images, batch);

    try (var backbone = new OnnxRuntime(net.toOnnx());
        var head = new OnnxRuntime(OnnxHead.write(weight, bias))) {
      float[] features =
          backbone.ofBytes(
              images,
              batch,
              SmallResidualNet.HEIGHT,
              SmallResidualNet.WIDTH,
              SmallResidualNet.CHANNELS);
      float[] logits = head.ofFloats(features, batch, FEATURES);

      assertThat(logits).containsExactly(expected, within(1e-4f));
    }
  }

  @Test
  void the_same_net_gives_the_same_bytes() {
    assertThat(net.toOnnx()).isEqualTo(net.toOnnx());
  }

  @Test
  void the_file_is_what_protobuf_itself_would_write() throws InvalidProtocolBufferException {
    byte[] written = net.toOnnx();

    ModelProto parsed = ModelProto.parseFrom(written);

    assertThat(parsed.toByteArray()).isEqualTo(written);
    assertThat(parsed.getGraph().getNodeList().stream().map(NodeProto::getOpType))
        .containsExactly(
            "Transpose",
            "Cast",
            "Sub",
            "Conv",
            "Relu", // stem
            "Conv",
            "Relu",
            "Conv",
            "Add",
            "Relu", // a block of the same extent
            "Conv",
            "Conv",
            "Relu",
            "Conv",
            "Add",
            "Relu", // a block that halves it
            "GlobalAveragePool",
            "Flatten");
  }

  @Test
  void a_block_before_the_stem_is_refused() {
    var backbone = new OnnxBackbone(4, 4, 1, new float[] {0}, new float[] {1});
    Convolution same = Convolution.of(new float[] {1}, 1, 1, 1, 1);

    assertThatThrownBy(() -> backbone.block(List.of(same, same)))
        .hasMessage("a backbone begins with its stem");
  }

  @Test
  void pooling_before_the_stem_is_refused() {
    var backbone = new OnnxBackbone(4, 4, 1, new float[] {0}, new float[] {1});

    assertThatThrownBy(() -> backbone.maxPool(3, 2)).hasMessage("a backbone begins with its stem");
  }
}
