package io.longshore.ssd.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/** What a residual block adds to what its convolutions give (He et al., 2016, section 3.3). */
public sealed interface Shortcut {

  /** {@code residual + shortcut(x)}, both (batch, out, h, w). */
  NDArray addTo(NDArray residual, NDArray x, Mode mode);

  List<Tensor> tensors();

  /** The block's input itself. */
  record Identity() implements Shortcut {
    @Override
    public NDArray addTo(NDArray residual, NDArray x, Mode mode) {
      return residual.add(x);
    }

    @Override
    public List<Tensor> tensors() {
      return List.of();
    }
  }

  /** Option A: every stride-th pixel, the old channels between zero channels. No parameters. */
  record ZeroPadding(int in, int out, int stride) implements Shortcut {

    public ZeroPadding {
      if (out < in) {
        throw new IllegalArgumentException(
            "a shortcut without parameters cannot drop channels: " + in + " -> " + out);
      }
    }

    @Override
    public NDArray addTo(NDArray residual, NDArray x, Mode mode) {
      try (NDArray sampled = x.get(new NDIndex(":, :, ::" + stride + ", ::" + stride));
          NDArray widened =
              sampled.pad(
                  new Shape(0, 0, 0, 0, channelsBefore(), out - in - channelsBefore()), 0)) {
        return residual.add(widened);
      }
    }

    /** Zero channels before the old ones; the rest of {@code out - in} come after them. */
    public int channelsBefore() {
      return (out - in) / 2;
    }

    @Override
    public List<Tensor> tensors() {
      return List.of();
    }
  }

  /** Option B: a 1x1 convolution, normalised. */
  record Projection(ConvolutionNorm convolution) implements Shortcut {

    static Projection of(Initialization start, String name, int in, int out, int stride) {
      ConvolutionShape shape = new ConvolutionShape(in, out, 1, stride);
      return new Projection(new ConvolutionNorm(start, name, shape));
    }

    @Override
    public NDArray addTo(NDArray residual, NDArray x, Mode mode) {
      try (NDArray projected = convolution.forward(x, mode)) {
        return residual.add(projected);
      }
    }

    @Override
    public List<Tensor> tensors() {
      return convolution.tensors();
    }
  }
}
