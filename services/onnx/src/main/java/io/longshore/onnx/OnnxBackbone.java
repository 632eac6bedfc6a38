package io.longshore.onnx;

import java.util.List;
import java.util.function.Function;

/**
 * The backbone model of a residual network: pixels as they travel in, features out.
 *
 * <p>Input {@code image}, unsigned bytes (N, height, width, channels); output {@code features},
 * floats (N, width). Normalising the bytes is part of the graph. Between them the network computes
 * in floats or in bytes; both have the same ports, so a head fits both.
 *
 * <p>Call {@link #stem} once, {@link #maxPool} if the network has it, {@link #block} for each
 * residual block, then {@link #toBytes()}.
 */
public final class OnnxBackbone {
  /** Name of the model's input. */
  public static final String INPUT = "image";

  /** Name of the model's output, which is the input of a head. */
  public static final String OUTPUT = "features";

  private final OnnxGraph graph = new OnnxGraph("backbone");
  private final Layers layers;
  private final Layers.Normalized normalized;
  private final Value image;
  private Value x;
  private int width;

  /**
   * A backbone that computes in floats.
   *
   * @param mean of each channel, in 0..255
   * @param deviation of each channel, in bytes, above 0
   */
  public OnnxBackbone(int height, int width, int channels, float[] mean, float[] deviation) {
    this(height, width, channels, mean, deviation, FloatLayers::new);
  }

  /**
   * A backbone that computes in bytes (static quantization, quantize-dequantize form).
   *
   * @param mean of each channel, in 0..255
   * @param deviation of each channel, in bytes, above 0
   * @param ranges of what comes out of the stem and, block by block, of the shortcut's convolution
   *     if there is one, of the convolutions of the path, ReLU included where one follows, and of
   *     the block
   */
  public static OnnxBackbone int8(
      int height,
      int width,
      int channels,
      float[] mean,
      float[] deviation,
      List<ActivationRange> ranges) {
    return new OnnxBackbone(
        height, width, channels, mean, deviation, graph -> new Int8Layers(graph, ranges));
  }

  private OnnxBackbone(
      int height,
      int width,
      int channels,
      float[] mean,
      float[] deviation,
      Function<OnnxGraph, Layers> arithmetic) {
    if (mean.length != channels || deviation.length != channels) {
      throw new IllegalArgumentException(
          "%d means and %d deviations for %d channels"
              .formatted(mean.length, deviation.length, channels));
    }
    this.normalized = new Layers.Normalized(mean.clone(), deviation.clone());
    this.layers = arithmetic.apply(graph);
    this.image = graph.bytesInput(INPUT, height, width, channels);
    this.x = image;
    this.width = channels;
  }

  /** The first convolution, and a ReLU. */
  public OnnxBackbone stem(Convolution first) {
    if (x != image) {
      throw new IllegalStateException("a backbone has one stem, before its blocks");
    }
    x = layers.stem(image, first, normalized);
    width = first.out();
    return this;
  }

  /** The largest in each square of {@code size}, every stride-th row and column. */
  public OnnxBackbone maxPool(int size, int stride) {
    requireStem();
    x = layers.maxPool(x, size, stride);
    return this;
  }

  /** {@code relu(path(x) + x)}: a path of convolutions with a ReLU between each and the next. */
  public OnnxBackbone block(List<Convolution> path) {
    requireStem();
    return residual(path, x);
  }

  /** {@code relu(path(x) + shortcut(x))}. */
  public OnnxBackbone block(List<Convolution> path, Convolution shortcut) {
    requireStem();
    return residual(path, layers.conv(x, shortcut));
  }

  private OnnxBackbone residual(List<Convolution> path, Value beside) {
    Value y = x;
    for (Convolution next : path.subList(0, path.size() - 1)) {
      y = layers.rectifiedConv(y, next);
    }
    Convolution last = path.get(path.size() - 1);
    x = layers.rectifiedSum(layers.conv(y, last), beside);
    width = last.out();
    return this;
  }

  private void requireStem() {
    if (x == image) {
      throw new IllegalStateException("a backbone begins with its stem");
    }
  }

  /** Pools the last activations into features and writes the model; the last call. */
  public byte[] toBytes() {
    graph.output(OUTPUT, layers.features(x), width);
    layers.finished();
    return graph.toBytes();
  }
}
