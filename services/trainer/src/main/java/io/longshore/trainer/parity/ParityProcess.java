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
 * The throw-away process: loads ONNX Runtime, waits for a byte on standard input, scores the images
 * of a {@link ParityCase} with backbone and head, and prints how far the logits are from the
 * trainer's. A model that crashes or hangs ONNX Runtime takes only this process with it; a trainer
 * that is gone closes standard input, which ends this process too.
 */
final class ParityProcess {
  private static final int BATCH = 64;

  private ParityProcess() {}

  public static void main(String[] args) throws IOException, OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    if (System.in.read() < 0) {
      return;
    }
    endWithParent();
    ParityCase parity = ParityCase.read(Path.of(args[0]));
    float[] logits = new float[parity.logits().length];
    long started = System.nanoTime();
    try (var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
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

  private static void endWithParent() {
    var watch =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {}
              } catch (IOException e) {
                // As good as its end.
              }
              Runtime.getRuntime().halt(3);
            },
            "parity-watches-parent");
    watch.setDaemon(true);
    watch.start();
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
