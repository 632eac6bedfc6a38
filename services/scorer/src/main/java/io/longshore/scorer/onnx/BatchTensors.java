package io.longshore.scorer.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.longshore.domain.image.ImageShape;
import java.nio.ByteBuffer;
import java.util.stream.Stream;

/**
 * The three tensors of a batch of n images, laid over buffers that live longer: images, the
 * features between backbone and head, logits.
 */
record BatchTensors(int n, OnnxTensor images, OnnxTensor features, OnnxTensor logits)
    implements AutoCloseable {

  static BatchTensors over(
      int n,
      ImageShape shape,
      int width,
      int classes,
      ByteBuffer images,
      ByteBuffer features,
      ByteBuffer logits)
      throws OrtException {
    return new BatchTensors(
        n,
        OnnxTensor.createTensor(
            OrtEnvironment.getEnvironment(),
            images.duplicate().clear().limit(n * shape.size()),
            new long[] {n, shape.height(), shape.width(), shape.channels()},
            OnnxJavaType.UINT8),
        floats(features, n, width),
        floats(logits, n, classes));
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
