package io.longshore.scorer.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * An input or output of a model, in words: {@code image: UINT8 [N, 28, 28, 1]}. Two ports are the
 * same if their words are.
 */
record Port(String words) {

  /** A port whose first dimension is the batch. */
  static Port of(String name, OnnxJavaType type, long... rest) {
    return new Port(words(name, type, LongStream.concat(LongStream.of(-1), Arrays.stream(rest))));
  }

  /** What a session says it has; several ports are told one after the other. */
  static Port of(Map<String, NodeInfo> found) {
    return new Port(found.values().stream().map(Port::words).collect(Collectors.joining(", ")));
  }

  private static String words(NodeInfo node) {
    return node.getInfo() instanceof TensorInfo tensor
        ? words(node.getName(), tensor.type, Arrays.stream(tensor.getShape()))
        : node.getName() + ": " + node.getInfo();
  }

  private static String words(String name, OnnxJavaType type, LongStream shape) {
    Stream<String> extents = shape.mapToObj(extent -> extent < 0 ? "N" : Long.toString(extent));
    return name + ": " + type + " [" + extents.collect(Collectors.joining(", ")) + "]";
  }
}
