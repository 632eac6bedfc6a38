package io.longshore.trainer.parity;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The throw-away process: loads backbone and head with ONNX Runtime, scores the images of a {@link
 * ParityCase} and prints how far the logits are from the trainer's. A model that crashes or hangs
 * ONNX Runtime takes only this process with it.
 */
final class ParityProcess {
  private static final int BATCH = 64;

  private ParityProcess() {}

  public static void main(String[] args) throws IOException, OrtException {
    ParityCase parity = ParityCase.read(Path.of(args[0]));
    float[] logits = new float[parity.logits().length];
    long started = System.nanoTime();
    try (var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      try (var backbone =
              environment.createSession(
                  Files.readAllBytes(Path.of(args[0], ParityCase.BACKBONE)), options);
          var head =
              environment.createSession(
                  Files.readAllBytes(Path.of(args[0], ParityCase.HEAD)), options)) {
        started = System.nanoTime();
        for (int from = 0; from < parity.images(); from += BATCH) {
          score(
              environment,
              backbone,
              head,
              parity,
              from,
              Math.min(parity.images(), from + BATCH),
              logits);
        }
      }
    }
    double millis = (System.nanoTime() - started) / 1e6 / parity.images();
    System.out.println(parity.compare(logits, millis));
  }

  private static void score(
      OrtEnvironment environment,
      OrtSession backbone,
      OrtSession head,
      ParityCase parity,
      int from,
      int to,
      float[] logits)
      throws OrtException {
    long[] shape = {
      to - from, parity.shape().height(), parity.shape().width(), parity.shape().channels()
    };
    ByteBuffer pixels =
        ByteBuffer.allocateDirect((to - from) * parity.shape().size())
            .order(ByteOrder.nativeOrder());
    pixels.put(parity.pixels(), from * parity.shape().size(), pixels.capacity()).flip();
    try (var images =
            OnnxTensor.createTensor(environment, pixels, shape, ai.onnxruntime.OnnxJavaType.UINT8);
        var features = backbone.run(Map.of("image", images));
        var scores = head.run(Map.of("features", (OnnxTensor) features.get(0)))) {
      FloatBuffer row = ((OnnxTensor) scores.get(0)).getFloatBuffer();
      row.get(logits, from * parity.classes(), (to - from) * parity.classes());
    }
  }
}
