package io.longshore.scorer.verify;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.model.GoldenBatch;
import io.longshore.domain.prediction.RefusalReason;
import io.longshore.scorer.onnx.ModelRefusedException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;

/** What the child does with a loaded candidate: extreme images, the golden batch, a stop watch. */
final class CandidateRun {
  private static final int AT_ONCE = 16;
  private static final int WARM_UP = 3;
  private static final int TIMED = 15;
  private static final long SEED = 17;

  private final Part backbone;
  private final Part head;
  private final Expected expected;

  CandidateRun(Part backbone, Part head, Expected expected) {
    this.backbone = backbone;
    this.head = head;
    this.expected = expected;
  }

  /**
   * Runs all of it.
   *
   * @throws ModelRefusedException at the first thing that is wrong
   */
  Answer.Passed pass(Optional<GoldenBatch> golden) throws OrtException {
    byte[] noise = noise();
    finite(logits(image((byte) 0), 1), "a black image");
    finite(logits(image((byte) -1), 1), "a white image");
    finite(logits(noise, 1), "a random image");
    double difference = golden.isPresent() ? difference(golden.get()) : 0;
    double millis = median(noise);
    return new Answer.Passed(golden.map(GoldenBatch::count).orElse(0), difference, millis);
  }

  private byte[] image(byte value) {
    byte[] pixels = new byte[expected.shape().size()];
    Arrays.fill(pixels, value);
    return pixels;
  }

  private byte[] noise() {
    byte[] pixels = new byte[expected.shape().size()];
    new Random(SEED).nextBytes(pixels);
    return pixels;
  }

  /** Logits (images, classes) of pixels (images, height, width, channels). */
  private float[] logits(byte[] pixels, int images) throws OrtException {
    ImageShape shape = expected.shape();
    ByteBuffer direct = ByteBuffer.allocateDirect(pixels.length).order(ByteOrder.nativeOrder());
    direct.put(pixels).flip();
    long[] dimensions = {images, shape.height(), shape.width(), shape.channels()};
    try (OnnxTensor batch =
            OnnxTensor.createTensor(
                OrtEnvironment.getEnvironment(), direct, dimensions, OnnxJavaType.UINT8);
        var features = backbone.run(batch, (long) images * expected.featureWidth());
        var scores = head.run((OnnxTensor) features.get(0), (long) images * expected.classes())) {
      FloatBuffer rows = ((OnnxTensor) scores.get(0)).getFloatBuffer();
      float[] logits = new float[rows.remaining()];
      rows.get(logits);
      return logits;
    }
  }

  private double difference(GoldenBatch golden) throws OrtException {
    double largest = 0;
    for (int from = 0; from < golden.count(); from += AT_ONCE) {
      int count = Math.min(AT_ONCE, golden.count() - from);
      byte[] pixels = new byte[count * golden.shape().size()];
      for (int i = 0; i < count; i++) {
        System.arraycopy(
            golden.pixels(from + i), 0, pixels, i * golden.shape().size(), golden.shape().size());
      }
      float[] found = logits(pixels, count);
      finite(found, "the golden batch");
      for (int i = 0; i < found.length; i++) {
        float wanted = golden.logits(from + i / golden.classes())[i % golden.classes()];
        double difference = Math.abs((double) found[i] - wanted);
        largest =
            Math.max(largest, Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference);
      }
    }
    if (largest > expected.tolerance()) {
      throw new ModelRefusedException(
          RefusalReason.GOLDEN_MISMATCH,
          "a logit of the golden batch is %.3g from the trainer's; up to %s is allowed"
              .formatted(largest, expected.tolerance()));
    }
    return largest;
  }

  /** In milliseconds; a model that is much too slow is not timed so often. */
  private double median(byte[] pixels) throws OrtException {
    long limit = expected.imageTime().toNanos();
    long[] nanos = new long[TIMED];
    int timed = 0;
    long begun = System.nanoTime();
    for (int i = -WARM_UP; i < TIMED && System.nanoTime() - begun < WARM_UP * limit; i++) {
      long start = System.nanoTime();
      logits(pixels, 1);
      if (i >= 0) {
        nanos[timed++] = System.nanoTime() - start;
      }
    }
    Arrays.sort(nanos, 0, timed);
    long median = timed == 0 ? Long.MAX_VALUE : nanos[timed / 2];
    if (median > limit) {
      throw new ModelRefusedException(
          RefusalReason.TOO_SLOW,
          "one image takes longer than the %d ms that this scorer allows"
              .formatted(expected.imageTime().toMillis()));
    }
    return Duration.ofNanos(median).toNanos() / 1e6;
  }

  private static void finite(float[] logits, String of) {
    for (float logit : logits) {
      if (!Float.isFinite(logit)) {
        throw new ModelRefusedException(
            RefusalReason.NOT_FINITE, "a logit of " + of + " is " + logit);
      }
    }
  }
}
