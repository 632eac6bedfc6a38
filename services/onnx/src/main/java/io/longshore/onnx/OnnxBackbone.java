package io.longshore.onnx;

import java.util.List;

/**
 * The backbone model of a residual network: pixels as they travel in, features out.
 *
 * <p>Input {@code image}, unsigned bytes (N, height, width, channels); output {@code features},
 * floats (N, width). The mean is subtracted inside the graph and cannot be folded away, because
 * convolutions pad with zeros after it; the division by the deviation is folded into the first
 * convolution.
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
  private final float[] deviation;
  private final Value centred; // (N, channels, height, width)
  private Value x;
  private int width;

  /**
   * @param mean of each channel, in 0..255
   * @param deviation of each channel, in bytes, above 0
   */
  public OnnxBackbone(int height, int width, int channels, float[] mean, float[] deviation) {
    if (mean.length != channels || deviation.length != channels) {
      throw new IllegalArgumentException(
          "%d means and %d deviations for %d channels"
              .formatted(mean.length, deviation.length, channels));
    }
    this.deviation = deviation.clone();
    Value image = graph.bytesInput(INPUT, height, width, channels);
    Value planes = graph.castToFloat(graph.transpose(image, 0, 3, 1, 2));
    this.centred = graph.subtractPerChannel(planes, mean);
    this.x = centred;
    this.width = channels;
  }

  /** The first convolution, and a ReLU. */
  public OnnxBackbone stem(Convolution first) {
    if (x != centred) {
      throw new IllegalStateException("a backbone has one stem, before its blocks");
    }
    x = graph.relu(graph.conv(x, first.afterDividingBy(deviation)));
    width = first.out();
    return this;
  }

  /** The largest in each square of {@code size}, every stride-th row and column. */
  public OnnxBackbone maxPool(int size, int stride) {
    requireStem();
    x = graph.maxPool(x, size, stride);
    return this;
  }

  /** {@code relu(path(x) + x)}: a path of convolutions with a ReLU between each and the next. */
  public OnnxBackbone block(List<Convolution> path) {
    return residual(path, x);
  }

  /** {@code relu(path(x) + shortcut(x))}. */
  public OnnxBackbone block(List<Convolution> path, Convolution shortcut) {
    return residual(path, graph.conv(x, shortcut));
  }

  private OnnxBackbone residual(List<Convolution> path, Value beside) {
    requireStem();
    Value y = graph.conv(x, path.get(0));
    for (Convolution next : path.subList(1, path.size())) {
      y = graph.conv(graph.relu(y), next);
    }
    x = graph.relu(graph.add(y, beside));
    width = path.get(path.size() - 1).out();
    return this;
  }

  private void requireStem() {
    if (x == centred) {
      throw new IllegalStateException("a backbone begins with its stem");
    }
  }

  /** Pools the last activations into features and writes the model; the last call. */
  public byte[] toBytes() {
    graph.output(OUTPUT, graph.flatten(graph.globalAveragePool(x)), width);
    return graph.toBytes();
  }
}
