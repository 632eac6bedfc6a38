package io.longshore.onnx;

/** How a backbone's layers are written: the same network in one arithmetic or another. */
interface Layers {

  /** {@code relu(first((image - mean) / deviation))} of the bytes of images. */
  Value stem(Value image, Convolution first, Normalized by);

  /** The largest in each square. */
  Value maxPool(Value x, int size, int stride);

  Value conv(Value x, Convolution convolution);

  /** A convolution and a ReLU. */
  Value rectifiedConv(Value x, Convolution convolution);

  /** The sum of two and a ReLU. */
  Value rectifiedSum(Value a, Value b);

  /** Means over all pixels, as floats (N, channels). */
  Value features(Value x);

  /**
   * Nothing more is written.
   *
   * @throws IllegalStateException if something that was given was not needed
   */
  default void finished() {}

  /**
   * What happens to bytes before the first convolution: {@code (byte - mean) / deviation}.
   *
   * @param mean of each channel
   * @param deviation of each channel
   */
  record Normalized(float[] mean, float[] deviation) {}
}
