package io.longshore.ssd.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import io.longshore.ssd.net.Tensor.Role;
import java.util.Arrays;
import java.util.List;

/**
 * A convolution without bias, and the batch normalisation that follows it. An exporter folds the
 * pair into one convolution: {@code w' = w * gamma / sqrt(variance + EPSILON)}, {@code b' = beta -
 * mean * gamma / sqrt(...)}.
 */
public final class ConvolutionNorm {
  public static final float EPSILON = 1e-5f;

  /** Share of the old running statistics that a training step keeps. */
  private static final float KEEP = 0.9f;

  private final ConvolutionShape shape;
  private final Tensor kernel; // (out, in / groups, size, size)
  private final Tensor gamma; // (out)
  private final Tensor beta; // (out)
  private final Tensor mean; // (out)
  private final Tensor variance; // (out)

  ConvolutionNorm(Initialization start, String name, ConvolutionShape shape) {
    this.shape = shape;
    this.kernel = start.kernel(name, shape);
    this.gamma = new Tensor(name + ".gamma", Role.OFFSET, start.ones(shape.out()));
    this.beta = new Tensor(name + ".beta", Role.OFFSET, start.zeros(shape.out()));
    this.mean = new Tensor(name + ".mean", Role.STATISTIC, start.zeros(shape.out()));
    this.variance = new Tensor(name + ".variance", Role.STATISTIC, start.ones(shape.out()));
  }

  NDArray forward(NDArray x, Mode mode) { // (batch, in, h, w) -> (batch, out, h/stride, w/stride)
    try (NDArray convolved =
        Conv2d.conv2d(
                x,
                kernel.value(),
                null,
                new Shape(shape.stride(), shape.stride()),
                new Shape(shape.padding(), shape.padding()),
                new Shape(1, 1),
                shape.groups())
            .singletonOrThrow()) {
      return BatchNorm.batchNorm(
              convolved,
              mean.value(),
              variance.value(),
              gamma.value(),
              beta.value(),
              1,
              KEEP,
              EPSILON,
              mode == Mode.TRAIN)
          .singletonOrThrow();
    }
  }

  List<Tensor> tensors() {
    return Arrays.asList(kernel, gamma, beta, mean, variance);
  }

  public ConvolutionShape shape() {
    return shape;
  }

  /** The kernel as (out, in / groups, row, column). */
  public float[] kernel() {
    return kernel.toArray();
  }

  public float[] gamma() {
    return gamma.toArray();
  }

  public float[] beta() {
    return beta.toArray();
  }

  public float[] mean() {
    return mean.toArray();
  }

  public float[] variance() {
    return variance.toArray();
  }
}
