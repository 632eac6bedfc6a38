package io.longshore.ssd.net;

/**
 * A square convolution that divides the extent by its stride.
 *
 * @param in channels it takes
 * @param out channels it gives
 * @param size rows and columns of the kernel, odd
 * @param groups into which the channels are split; each output sees the inputs of its group
 */
public record ConvolutionShape(int in, int out, int size, int stride, int groups) {

  public ConvolutionShape {
    if (in < 1 || out < 1 || stride < 1 || size < 1 || size % 2 == 0) {
      throw new IllegalArgumentException(
          "a convolution needs channels, a stride and an odd size, not %d -> %d by %d of size %d"
              .formatted(in, out, stride, size));
    }
    if (groups < 1 || in % groups != 0 || out % groups != 0) {
      throw new IllegalArgumentException(
          "%d channels in and %d out do not split into %d groups".formatted(in, out, groups));
    }
  }

  ConvolutionShape(int in, int out, int size, int stride) {
    this(in, out, size, stride, 1);
  }

  /** Zero rows and columns on each side. */
  public int padding() {
    return size / 2;
  }

  /** Numbers in the kernel, (out, in / groups, size, size). */
  int kernelSize() {
    return out * (in / groups) * size * size;
  }
}
