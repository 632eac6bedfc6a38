package io.longshore.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxWholeTest {
  private static final long SEED = 20261128;
  private static final int FEATURES = 12;

  private static NDManager manager;
  private static SmallResidualNet net;
  private static byte[] head;

  @BeforeAll
  static void makeNet() {
    manager = NDManager.newBaseManager("PyTorch");
    net = new SmallResidualNet(manager, SEED);
    head = OnnxHead.write(net.headWeight(), net.headBias());
  }

  @AfterAll
  static void freeNet() {
    manager.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void one_file_gives_the_logits_that_two_give(int batch) {
    byte[] images = new byte[batch * SmallResidualNet.IMAGE_BYTES];
    new Random(SEED + batch).nextBytes(images);

    try (var two = new OnnxRuntime(net.toOnnx());
        var above = new OnnxRuntime(head);
        var whole = new OnnxRuntime(OnnxWhole.of(net.toOnnx(), head))) {
      float[] logits = above.ofFloats(ofBytes(two, images, batch), batch, FEATURES);

      assertThat(ofBytes(whole, images, batch))
          .hasSize(batch * net.headBias().length)
          .containsExactly(logits, within(1e-5f));
    }
  }

  private static float[] ofBytes(OnnxRuntime model, byte[] images, int batch) {
    return model.ofBytes(
        images, batch, SmallResidualNet.HEIGHT, SmallResidualNet.WIDTH, SmallResidualNet.CHANNELS);
  }

  @Test
  void the_file_is_what_protobuf_itself_would_write() throws InvalidProtocolBufferException {
    byte[] written = OnnxWhole.of(net.toOnnx(), head);

    ModelProto parsed = ModelProto.parseFrom(written);

    assertThat(parsed.toByteArray()).isEqualTo(written);
    assertThat(parsed.getGraph().getInputList()).hasSize(1);
    assertThat(parsed.getGraph().getInput(0).getName()).isEqualTo("image");
    assertThat(parsed.getGraph().getOutputList()).hasSize(1);
    assertThat(parsed.getGraph().getOutput(0).getName()).isEqualTo("logits");
  }

  @Test
  void a_head_of_other_features_is_refused() {
    assertThatThrownBy(() -> OnnxWhole.of(net.toOnnx(), net.toOnnx()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the backbone gives 'features', the head takes 'image'");
  }

  @Test
  void bytes_that_are_no_model_are_refused() {
    assertThatThrownBy(() -> OnnxWhole.of(new byte[] {7, 7, 7}, head))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> OnnxWhole.of(new byte[0], head))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("field 8 is there 0 times, once was expected");
  }
}
