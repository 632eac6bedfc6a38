package io.longshore.scorer.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The three tensors of a batch of n images, laid over buffers that live longer: images, the
 * features between backbone and head, logits. Each also as the map that a session is called with.
 */
record BatchTensors(
    OnnxTensor images,
    OnnxTensor features,
    OnnxTensor logits,
    Map<String, OnnxTensor> asImage,
    Map<String, OnnxTensor> asFeatures,
    Map<String, OnnxTensor> asLogits)
    implements AutoCloseable {

  private BatchTensors(OnnxTensor images, OnnxTensor features, OnnxTensor logits) {
    this(
        images,
        features,
        logits,
        Map.of(OnnxSession.IMAGE, images),
        Map.of(OnnxSession.FEATURES, features),
        Map.of(OnnxSession.LOGITS, logits));
  }

  static BatchTensors over(
      int n, Layout layout, ByteBuffer images, ByteBuffer features, ByteBuffer logits)
      throws OrtException {
    var input = layout.input();
    return new BatchTensors(
        OnnxTensor.createTensor(
            OrtEnvironment.getEnvironment(),
            images.duplicate().clear().limit(n * input.size()),
            new long[] {n, input.height(), input.width(), input.channels()},
            OnnxJavaType.UINT8),
        floats(features, n, layout.features()),
        floats(logits, n, layout.classes()));
  }

  private static OnnxTensor floats(ByteBuffer buffer, int n, int columns) throws OrtException {
    return OnnxTensor.createTensor(
        OrtEnvironment.getEnvironment(),
        buffer
            .duplicate()
            .order(buffer.order())
            .clear()
            .limit(n * columns * Float.BYTES)
            .asFloatBuffer(),
        new long[] {n, columns});
  }

  @Override
  public void close() {
    Stream.of(images, features, logits).forEach(OnnxTensorLike::close);
  }
}
