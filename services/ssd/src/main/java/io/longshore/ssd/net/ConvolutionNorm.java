package io.longshore.ssd.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import io.longshore.ssd.net.Tensor.Role;
import java.util.Arrays;
import java.util.List;

/**
 * A 3x3 convolution without bias, and the batch normalisation that follows it. An exporter folds
 * the pair into one convolution: {@code w' = w * gamma / sqrt(variance + EPSILON)}, {@code b' =
 * beta - mean * gamma / sqrt(...)}.
 */
public final class ConvolutionNorm {
  public static final float EPSILON = 1e-5f;
  public static final int KERNEL = 3;
  public static final int PADDING = 1;

  /** Share of the old running statistics that a training step keeps. */
  private static final float KEEP = 0.9f;

  private final int in;
  private final int out;
  private final int stride;
  private final Tensor kernel; // (out, in, 3, 3)
  private final Tensor gamma; // (out)
  private final Tensor beta; // (out)
  private final Tensor mean; // (out)
  private final Tensor variance; // (out)

  ConvolutionNorm(NDManager manager, String name, int in, int out, int stride, long seed) {
    this.in = in;
    this.out = out;
    this.stride = stride;
    this.kernel =
        new Tensor(
            name + ".kernel",
            Role.WEIGHT,
            manager.create(
                Initial.kaiming(out * in * KERNEL * KERNEL, in * KERNEL * KERNEL, name, seed),
                new Shape(out, in, KERNEL, KERNEL)));
    this.gamma = new Tensor(name + ".gamma", Role.OFFSET, manager.ones(new Shape(out)));
    this.beta = new Tensor(name + ".beta", Role.OFFSET, manager.zeros(new Shape(out)));
    this.mean = new Tensor(name + ".mean", Role.STATISTIC, manager.zeros(new Shape(out)));
    this.variance = new Tensor(name + ".variance", Role.STATISTIC, manager.ones(new Shape(out)));
  }

  NDArray forward(NDArray x, Mode mode) { // (batch, in, h, w) -> (batch, out, h/stride, w/stride)
    try (NDArray convolved =
        Conv2d.conv2d(
                x,
                kernel.value(),
                null,
                new Shape(stride, stride),
                new Shape(PADDING, PADDING),
                new Shape(1, 1))
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

  public int in() {
    return in;
  }

  public int out() {
    return out;
  }

  public int stride() {
    return stride;
  }

  /** The kernel as (out, in, row, column). */
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
