package io.longshore.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import org.junit.jupiter.api.Test;

class OnnxHeadTest {
  private static final float[] WEIGHT = {1, 2, 3, -1, 0.5f, 0};
  private static final float[] BIAS = {10, -10};

  @Test
  void logits_are_weights_times_features_plus_bias() {
    try (var head = new OnnxRuntime(OnnxHead.write(WEIGHT, BIAS))) {

      float[] logits = head.ofFloats(new float[] {1, 1, 1, 2, 0, -1}, 2, 3);

      assertThat(logits).containsExactly(new float[] {16, -10.5f, 9, -12}, within(1e-5f));
    }
  }

  @Test
  void the_file_is_what_protobuf_itself_would_write() throws InvalidProtocolBufferException {
    byte[] written = OnnxHead.write(WEIGHT, BIAS);

    ModelProto parsed = ModelProto.parseFrom(written);

    assertThat(parsed.toByteArray()).isEqualTo(written);
    assertThat(parsed.getUnknownFields().asMap()).isEmpty();
    assertThat(parsed.getIrVersion()).isEqualTo(8);
    assertThat(parsed.getOpsetImport(0).getVersion()).isEqualTo(17);
    assertThat(parsed.getGraph().getInput(0).getName()).isEqualTo("features");
    assertThat(parsed.getGraph().getOutput(0).getName()).isEqualTo("logits");
    TensorProto weight = parsed.getGraph().getInitializer(0);
    assertThat(weight.getDimsList()).containsExactly(2L, 3L);
    assertThat(weight.getDataType()).isEqualTo(TensorProto.DataType.FLOAT_VALUE);
    assertThat(
            weight
                .getRawData()
                .asReadOnlyByteBuffer()
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .getFloat(8))
        .isEqualTo(3);
  }

  @Test
  void weights_that_form_no_rows_are_refused() {
    assertThatThrownBy(() -> OnnxHead.write(new float[5], new float[2]))
        .hasMessage("5 weights do not form rows for 2 outputs");
  }
}
