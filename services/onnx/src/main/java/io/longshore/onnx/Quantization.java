package io.longshore.onnx;

/**
 * Floats as unsigned bytes: {@code round(x / scale) + zero}, within 0..255. Zero is exact, because
 * convolutions pad with it.
 *
 * @param scale distance of two neighbours, above 0
 * @param zero the byte that means 0
 */
record Quantization(float scale, int zero) {
  private static final int LEVELS = 255;

  Quantization {
    if (!(scale > 0) || !Float.isFinite(scale) || zero < 0 || zero > LEVELS) {
      throw new IllegalArgumentException("scale " + scale + ", zero " + zero);
    }
  }

  /** The finest that reaches everything in the range. */
  static Quantization of(ActivationRange range) {
    double extent = (double) range.max() - range.min();
    float scale = (float) (extent / LEVELS);
    return scale > 0
        ? new Quantization(scale, (int) Math.rint(-range.min() / (double) scale))
        : new Quantization(1, 0);
  }
}
