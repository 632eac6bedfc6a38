package io.longshore.onnx;

/** Everything in floats. */
final class FloatLayers implements Layers {
  private final OnnxGraph graph;

  FloatLayers(OnnxGraph graph) {
    this.graph = graph;
  }

  /**
   * The mean is subtracted inside the graph and cannot be folded away, because convolutions pad
   * with zeros after it; the division by the deviation is folded into the convolution.
   */
  @Override
  public Value stem(Value image, Convolution first, Normalized by) {
    Value planes = graph.castToFloat(graph.transpose(image, 0, 3, 1, 2));
    Value centred = graph.subtractPerChannel(planes, by.mean());
    return rectifiedConv(centred, first.afterDividingBy(by.deviation()));
  }

  @Override
  public Value maxPool(Value x, int size, int stride) {
    return graph.maxPool(x, size, stride);
  }

  @Override
  public Value conv(Value x, Convolution convolution) {
    return graph.conv(x, convolution);
  }

  @Override
  public Value rectifiedConv(Value x, Convolution convolution) {
    return graph.relu(conv(x, convolution));
  }

  @Override
  public Value rectifiedSum(Value a, Value b) {
    return graph.relu(graph.add(a, b));
  }

  @Override
  public Value features(Value x) {
    return graph.flatten(graph.globalAveragePool(x));
  }
}
