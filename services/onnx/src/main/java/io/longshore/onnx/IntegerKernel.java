package io.longshore.onnx;

/**
 * A convolution's numbers as whole ones: the kernel as signed bytes with a scale an output, so that
 * its largest is 127; the bias in the units of the products, 32 bits wide.
 *
 * <p>Jacob and others, 2018, section 2, <a href="https://arxiv.org/abs/1712.05877">arXiv
 * 1712.05877</a>.
 *
 * @param kernel (out, in / groups, size, size)
 * @param scale of the kernel (out)
 * @param bias (out)
 * @param biasScale of the bias (out): that of the input times that of the kernel
 */
record IntegerKernel(byte[] kernel, float[] scale, int[] bias, float[] biasScale) {
  private static final int LARGEST = 127;

  /** A bias leaves half of 32 bits to the products that are added to it. */
  private static final double LARGEST_BIAS = 1 << 30;

  /**
   * @param inputScale of the bytes that the convolution reads
   */
  static IntegerKernel of(Convolution convolution, float inputScale) {
    int outputs = convolution.out();
    int perOutput = convolution.perOutput();
    byte[] kernel = new byte[outputs * perOutput];
    float[] scale = new float[outputs];
    int[] bias = new int[outputs];
    float[] biasScale = new float[outputs];
    for (int o = 0; o < outputs; o++) {
      double largest = 0;
      for (int i = o * perOutput; i < (o + 1) * perOutput; i++) {
        largest = Math.max(largest, Math.abs(convolution.kernel(i)));
      }
      double least = Math.abs(convolution.bias(o)) / inputScale / LARGEST_BIAS;
      scale[o] = (float) Math.max(largest / LARGEST, least);
      if (scale[o] < Float.MIN_NORMAL) {
        scale[o] = 1; // an output without inputs
      }
      for (int i = o * perOutput; i < (o + 1) * perOutput; i++) {
        long rounded = Math.round(convolution.kernel(i) / scale[o]);
        kernel[i] = (byte) Math.max(-LARGEST, Math.min(LARGEST, rounded));
      }
      biasScale[o] = inputScale * scale[o];
      bias[o] = Math.toIntExact(Math.round(convolution.bias(o) / biasScale[o]));
    }
    return new IntegerKernel(kernel, scale, bias, biasScale);
  }
}
