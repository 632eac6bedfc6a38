package io.longshore.onnx;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Floats that are bytes between the layers: each activation is quantized and dequantized, and so
 * are kernels and biases. ONNX Runtime sees that and computes with the bytes themselves.
 */
final class Int8Layers implements Layers {
  private static final int LARGEST_BYTE = 255;

  private final OnnxGraph graph;
  private final FloatLayers floats;
  private final Iterator<ActivationRange> ranges;
  private final Map<Value, Quantization> quantized = new HashMap<>();

  /**
   * @param ranges of the activations, in the order of {@link OnnxBackbone}
   */
  Int8Layers(OnnxGraph graph, List<ActivationRange> ranges) {
    this.graph = graph;
    this.floats = new FloatLayers(graph);
    this.ranges = ranges.iterator();
  }

  /**
   * The bytes are what they are: the nearest whole number to the means is their zero, and what the
   * means differ from it goes into the bias. That is exact but where the window reaches over the
   * edge.
   */
  @Override
  public Value stem(Value image, Convolution first, Normalized by) {
    double sum = 0;
    for (float mean : by.mean()) {
      sum += mean;
    }
    int zero = (int) Math.rint(sum / by.mean().length);
    double[] missing = new double[by.mean().length];
    for (int c = 0; c < missing.length; c++) {
      missing[c] = (double) zero - by.mean()[c];
    }
    var bytes = new Quantization(1, Math.max(0, Math.min(LARGEST_BYTE, zero)));
    Value x = graph.dequantize(graph.transpose(image, 0, 3, 1, 2), bytes);
    quantized.put(x, bytes);
    return rectifiedConv(x, first.afterDividingBy(by.deviation()).afterAdding(missing));
  }

  @Override
  public Value maxPool(Value x, int size, int stride) {
    return asBytes(graph.maxPool(x, size, stride), quantization(x));
  }

  @Override
  public Value conv(Value x, Convolution convolution) {
    return asBytes(products(x, convolution), next());
  }

  @Override
  public Value rectifiedConv(Value x, Convolution convolution) {
    return asBytes(graph.relu(products(x, convolution)), next());
  }

  @Override
  public Value rectifiedSum(Value a, Value b) {
    return asBytes(floats.rectifiedSum(a, b), next());
  }

  /** The means are not rounded to bytes: the head reads them as they are. */
  @Override
  public Value features(Value x) {
    return floats.features(x);
  }

  private Value products(Value x, Convolution convolution) {
    return graph.conv(x, convolution, IntegerKernel.of(convolution, quantization(x).scale()));
  }

  private Value asBytes(Value x, Quantization by) {
    Value same = graph.dequantize(graph.quantize(x, by), by);
    quantized.put(same, by);
    return same;
  }

  private Quantization quantization(Value x) {
    return Objects.requireNonNull(quantized.get(x), "a value that is not made of bytes");
  }

  private Quantization next() {
    if (!ranges.hasNext()) {
      throw new IllegalArgumentException("there are more activations than ranges of them");
    }
    return Quantization.of(ranges.next());
  }

  @Override
  public void finished() {
    if (ranges.hasNext()) {
      throw new IllegalStateException("there are more ranges than activations");
    }
  }
}
