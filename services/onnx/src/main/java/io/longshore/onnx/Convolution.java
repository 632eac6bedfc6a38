package io.longshore.onnx;

/**
 * A square convolution with bias, perhaps grouped, in double: what is folded into it is folded
 * without rounding, and only the finished numbers become floats.
 */
public final class Convolution {
  private final double[] kernel; // (out, in / groups, size, size)
  private final double[] bias; // (out)
  private final int in;
  private final int groups;
  private final int size;
  private final int stride;
  private final int padding;

  private Convolution(
      double[] kernel, double[] bias, int in, int groups, int size, int stride, int padding) {
    if (groups < 1 || in % groups != 0 || bias.length % groups != 0) {
      throw new IllegalArgumentException(
          "%d channels in and %d out do not split into %d groups"
              .formatted(in, bias.length, groups));
    }
    if ((long) bias.length * (in / groups) * size * size != kernel.length) {
      throw new IllegalArgumentException(
          "a kernel of %d numbers is not %d x %d x %d x %d"
              .formatted(kernel.length, bias.length, in / groups, size, size));
    }
    if (stride < 1 || padding < 0) {
      throw new IllegalArgumentException("stride " + stride + ", padding " + padding);
    }
    this.kernel = kernel;
    this.bias = bias;
    this.in = in;
    this.groups = groups;
    this.size = size;
    this.stride = stride;
    this.padding = padding;
  }

  /**
   * A convolution that keeps the extent divided by the stride: it is padded by half its size.
   *
   * @param kernel (out, in, size, size)
   * @param out channels it gives
   * @param in channels it takes
   * @param size height and width of the kernel, odd
   */
  public static Convolution of(float[] kernel, int out, int in, int size, int stride) {
    return new Convolution(doubles(kernel), new double[out], in, 1, size, stride, size / 2);
  }

  /**
   * The same, each output of one group of the inputs only.
   *
   * @param kernel (out, in / groups, size, size)
   */
  public static Convolution grouped(
      float[] kernel, int out, int in, int groups, int size, int stride) {
    return new Convolution(doubles(kernel), new double[out], in, groups, size, stride, size / 2);
  }

  static Convolution of(float[] kernel, float[] bias, int in, int size, int stride, int padding) {
    return new Convolution(doubles(kernel), doubles(bias), in, 1, size, stride, padding);
  }

  /**
   * The shortcut without parameters of a residual block that changes the extent ("option A" of He
   * and others, <a href="https://arxiv.org/abs/1512.03385">arXiv 1512.03385</a>), as a 1x1
   * convolution: every stride-th pixel, the old channels between zero channels. Slicing and padding
   * would say the same, but would keep ONNX Runtime from fusing the layers around it.
   *
   * @param before zero channels before the old ones; the rest of {@code out - in} come after
   */
  public static Convolution shortcut(int in, int out, int before, int stride) {
    if (before < 0 || before + in > out) {
      throw new IllegalArgumentException(
          "%d channels do not fit between %d zero channels and %d".formatted(in, before, out));
    }
    double[] kernel = new double[out * in];
    for (int c = 0; c < in; c++) {
      kernel[(before + c) * in + c] = 1;
    }
    return new Convolution(kernel, new double[out], in, 1, 1, stride, 0);
  }

  /**
   * With a following batch normalisation folded in: {@code s = gamma / sqrt(variance + epsilon)},
   * {@code w' = s w}, {@code b' = s (b - mean) + beta}.
   */
  public Convolution then(BatchNormalization normalization) {
    if (normalization.channels() != out()) {
      throw new IllegalArgumentException(
          "a normalisation of %d channels after a convolution that gives %d"
              .formatted(normalization.channels(), out()));
    }
    double[] w = kernel.clone();
    double[] b = bias.clone();
    int perOutput = in / groups * size * size;
    for (int o = 0; o < b.length; o++) {
      double s = normalization.scale(o);
      for (int i = 0; i < perOutput; i++) {
        w[o * perOutput + i] *= s;
      }
      b[o] = normalization.offset(o) + s * b[o];
    }
    return new Convolution(w, b, in, groups, size, stride, padding);
  }

  /** With a preceding division of each input channel folded in. */
  public Convolution afterDividingBy(float[] deviation) {
    if (deviation.length != in) {
      throw new IllegalArgumentException(
          "%d deviations for %d input channels".formatted(deviation.length, in));
    }
    double[] w = kernel.clone();
    int perInput = size * size;
    int inGroup = in / groups;
    int perGroup = w.length / groups;
    for (int i = 0; i < w.length; i++) {
      w[i] /= deviation[i / perGroup * inGroup + i / perInput % inGroup];
    }
    return new Convolution(w, bias.clone(), in, groups, size, stride, padding);
  }

  /** For an input that lacks a constant a channel: it is added by the bias, but at padded edges. */
  Convolution afterAdding(double[] constant) {
    double[] b = bias.clone();
    int inGroup = in / groups;
    int window = size * size;
    int perGroup = kernel.length / groups;
    for (int i = 0; i < kernel.length; i++) {
      int channel = i / perGroup * inGroup + i / window % inGroup;
      b[i / perOutput()] += kernel[i] * constant[channel];
    }
    return new Convolution(kernel.clone(), b, in, groups, size, stride, padding);
  }

  public int in() {
    return in;
  }

  public int out() {
    return bias.length;
  }

  int groups() {
    return groups;
  }

  int size() {
    return size;
  }

  int stride() {
    return stride;
  }

  int padding() {
    return padding;
  }

  /** (out, in / groups, size, size). */
  long[] kernelShape() {
    return new long[] {out(), in / groups, size, size};
  }

  /** Numbers of the kernel that belong to one output. */
  int perOutput() {
    return kernel.length / out();
  }

  /** The kernel before it is rounded. */
  double kernel(int at) {
    return kernel[at];
  }

  /** The bias of one output before it is rounded. */
  double bias(int output) {
    return bias[output];
  }

  float[] kernel() {
    return floats(kernel);
  }

  float[] bias() {
    return floats(bias);
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
