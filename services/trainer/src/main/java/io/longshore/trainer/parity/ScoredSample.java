package io.longshore.trainer.parity;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.longshore.domain.image.ImageShape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Features of a sample of images by ONNX Runtime, batch by batch, as tensors that heads read. */
final class ScoredSample implements AutoCloseable {
  private static final int BATCH = 64;

  private final OrtEnvironment environment;
  private final List<OrtSession.Result> features = new ArrayList<>();
  private long nanos;

  private ScoredSample(OrtEnvironment environment) {
    this.environment = environment;
  }

  static ScoredSample of(OrtEnvironment environment, byte[] backbone, ParityFiles.Images images)
      throws OrtException {
    var sample = new ScoredSample(environment);
    try (var options = options();
        var session = environment.createSession(backbone, options)) {
      long started = System.nanoTime();
      for (int from = 0; from < images.count(); from += BATCH) {
        int to = Math.min(images.count(), from + BATCH);
        try (OnnxTensor batch = sample.batch(images, from, to)) {
          sample.features.add(session.run(Map.of("image", batch)));
        }
      }
      sample.nanos = System.nanoTime() - started;
    }
    return sample;
  }

  private static OrtSession.SessionOptions options() throws OrtException {
    var options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(1);
    return options;
  }

  private OnnxTensor batch(ParityFiles.Images images, int from, int to) throws OrtException {
    ImageShape shape = images.shape();
    ByteBuffer pixels =
        ByteBuffer.allocateDirect((to - from) * shape.size()).order(ByteOrder.nativeOrder());
    pixels.put(images.pixels(), from * shape.size(), pixels.capacity()).flip();
    return OnnxTensor.createTensor(
        environment,
        pixels,
        new long[] {to - from, shape.height(), shape.width(), shape.channels()},
        OnnxJavaType.UINT8);
  }

  /** What it says under one head. */
  Answer under(byte[] head, ParityLogits expected) throws OrtException {
    float[] logits = new float[expected.values().length];
    long started = System.nanoTime();
    try (var options = options();
        var session = environment.createSession(head, options)) {
      int at = 0;
      for (OrtSession.Result batch : features) {
        try (var scores = session.run(Map.of("features", (OnnxTensor) batch.get(0)))) {
          FloatBuffer rows = ((OnnxTensor) scores.get(0)).getFloatBuffer();
          int count = rows.remaining();
          rows.get(logits, at, count);
          at += count;
        }
      }
    }
    double millis = (nanos + System.nanoTime() - started) / 1e6 / expected.images();
    return new Answer(
        new ParityLogits(expected.classes(), logits), expected.compare(logits, millis));
  }

  /**
   * What came of one head.
   *
   * @param logits of the sample
   * @param line how they compare with the trainer's
   */
  record Answer(ParityLogits logits, String line) {}

  @Override
  public void close() {
    features.forEach(OrtSession.Result::close);
  }
}
