package io.longshore.ssd.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.pooling.Pool;

/** What comes before the blocks: a convolution, a ReLU and perhaps pooling. */
public record Stem(ConvolutionNorm convolution, Pooling pooling) {

  NDArray forward(NDArray x, Mode mode) {
    NDArray r;
    try (NDArray a = convolution.forward(x, mode)) {
      r = Activation.relu(a);
    }
    if (pooling == Pooling.NONE) {
      return r;
    }
    try (r) {
      return Pool.maxPool2d(
          r, square(Pooling.SIZE), square(Pooling.STRIDE), square(Pooling.PADDING), false);
    }
  }

  private static Shape square(int extent) {
    return new Shape(extent, extent);
  }
}
