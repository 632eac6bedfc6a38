package io.longshore.onnx;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;

/** Takes the numbers out of trained DJL blocks. */
final class DjlBlocks {

  private DjlBlocks() {}

  /**
   * A convolution and the batch normalisation after it, as one convolution.
   *
   * @param epsilon of the normalisation; DJL's block does not tell
   */
  static Convolution fold(Conv2d convolution, BatchNorm normalization, double epsilon) {
    return convolution(convolution)
        .then(
            new BatchNormalization(
                array(normalization, "gamma"),
                array(normalization, "beta"),
                array(normalization, "runningMean"),
                array(normalization, "runningVar"),
                epsilon));
  }

  /** A convolution alone: square, neither grouped nor dilated. */
  static Convolution convolution(Conv2d block) {
    int size = square(block.getKernelShape(), "kernel");
    if (block.getGroups() != 1 || square(block.getDilation(), "dilation") != 1) {
      throw new IllegalArgumentException("grouped and dilated convolutions are not supported");
    }
    int out = block.getFilters();
    float[] kernel = array(block, "weight");
    float[] bias = block.isIncludeBias() ? array(block, "bias") : new float[out];
    return Convolution.of(
        kernel,
        bias,
        kernel.length / (out * size * size),
        size,
        square(block.getStride(), "stride"),
        square(block.getPadding(), "padding"));
  }

  private static float[] array(Block block, String parameter) {
    Parameter found = block.getParameters().get(parameter);
    if (found == null || !found.isInitialized()) {
      throw new IllegalArgumentException(
          block.getClass().getSimpleName() + " has no values for " + parameter + " yet");
    }
    return found.getArray().toFloatArray();
  }

  private static int square(Shape shape, String what) {
    if (shape.dimension() != 2 || shape.get(0) != shape.get(1)) {
      throw new IllegalArgumentException("only a square " + what + " is supported, not " + shape);
    }
    return Math.toIntExact(shape.get(0));
  }
}
