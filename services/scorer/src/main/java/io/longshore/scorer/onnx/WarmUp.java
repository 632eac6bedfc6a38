package io.longshore.scorer.onnx;

import io.longshore.domain.prediction.RefusalReason;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Random;

/** A first batch of black, white and random images, which also does once what a first run does. */
final class WarmUp {

  private WarmUp() {}

  /**
   * Scores a full batch.
   *
   * @throws ModelRefusedException if it fails or if any logit is not finite
   */
  static void run(OnnxModel model, Lane lane) {
    fill(lane.images(model), model.layout().input().size(), lane.batch());
    FloatBuffer answer;
    try {
      answer = lane.score(model, lane.batch());
    } catch (IllegalStateException e) {
      throw new ModelRefusedException(
          RefusalReason.UNLOADABLE, "model " + model.version() + " cannot be run", e);
    }
    while (answer.hasRemaining()) {
      if (!Float.isFinite(answer.get())) {
        throw new ModelRefusedException(
            RefusalReason.NOT_FINITE,
            "model " + model.version() + " answers test images with NaN or infinity");
      }
    }
  }

  private static void fill(ByteBuffer into, int size, int batch) {
    var random = new Random(0);
    byte[] pixels = new byte[size]; // black
    for (int i = 0; i < batch; i++) {
      into.put(pixels);
      random.nextBytes(pixels);
      if (i == 0) {
        Arrays.fill(pixels, (byte) 0xff);
      }
    }
  }
}
