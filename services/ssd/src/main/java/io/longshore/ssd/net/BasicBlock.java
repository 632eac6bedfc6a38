package io.longshore.ssd.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.List;
import java.util.stream.Stream;

/**
 * Two convolutions beside a shortcut that has no parameters ("option A"): where the block changes
 * the extent, the shortcut takes every stride-th pixel and surrounds the old channels with zero
 * channels.
 */
public final class BasicBlock {
  private final ConvolutionNorm first;
  private final ConvolutionNorm second;
  private final NDIndex everyStrideth;

  BasicBlock(NDManager manager, String name, int in, int out, int stride, long seed) {
    this.first = new ConvolutionNorm(manager, name + ".first", in, out, stride, seed);
    this.second = new ConvolutionNorm(manager, name + ".second", out, out, 1, seed);
    this.everyStrideth = new NDIndex(":, :, ::" + stride + ", ::" + stride);
  }

  NDArray forward(NDArray x, Mode mode) {
    try (NDArray a = first.forward(x, mode);
        NDArray r = Activation.relu(a);
        NDArray b = second.forward(r, mode);
        NDArray sum = plusShortcut(b, x)) {
      return Activation.relu(sum);
    }
  }

  private NDArray plusShortcut(NDArray b, NDArray x) {
    if (stride() == 1 && in() == out()) {
      return b.add(x);
    }
    try (NDArray sampled = x.get(everyStrideth);
        NDArray widened =
            sampled.pad(
                new Shape(0, 0, 0, 0, channelsBefore(), out() - in() - channelsBefore()), 0)) {
      return b.add(widened);
    }
  }

  public int in() {
    return first.in();
  }

  public int out() {
    return first.out();
  }

  public int stride() {
    return first.stride();
  }

  /**
   * Zero channels that the shortcut puts before the old ones; the rest of {@code out - in} come
   * after them.
   */
  public int channelsBefore() {
    return (out() - in()) / 2;
  }

  public ConvolutionNorm first() {
    return first;
  }

  public ConvolutionNorm second() {
    return second;
  }

  Stream<Tensor> tensors() {
    return Stream.of(first.tensors(), second.tensors()).flatMap(List::stream);
  }
}
