package io.longshore.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The messages of an ONNX file, with the field numbers of <a
 * href="https://github.com/onnx/onnx/blob/v1.17.0/onnx/onnx.proto">onnx.proto</a>.
 */
final class OnnxMessages {
  /** File format that came with ONNX 1.12; every runtime since then reads it. */
  private static final int IR_VERSION = 8;

  private static final int OPSET = 17;
  private static final int INT_ATTRIBUTE = 2;
  private static final int INTS_ATTRIBUTE = 7;

  /** The name of the one dimension that is not fixed: images in a batch. */
  private static final String BATCH = "N";

  private OnnxMessages() {}

  static ProtoMessage model(ProtoMessage graph) {
    var opset = new ProtoMessage().text(1, "").number(2, OPSET);
    return new ProtoMessage()
        .number(1, IR_VERSION)
        .text(2, "longshore")
        .message(7, graph)
        .message(8, opset);
  }

  static ProtoMessage graph(
      String name,
      List<ProtoMessage> nodes,
      List<ProtoMessage> initializers,
      List<ProtoMessage> inputs,
      List<ProtoMessage> outputs) {
    var graph = new ProtoMessage();
    nodes.forEach(node -> graph.message(1, node));
    graph.text(2, name);
    initializers.forEach(tensor -> graph.message(5, tensor));
    inputs.forEach(input -> graph.message(11, input));
    outputs.forEach(output -> graph.message(12, output));
    return graph;
  }

  static ProtoMessage node(
      String operator, List<String> inputs, String output, List<ProtoMessage> attributes) {
    var node = new ProtoMessage();
    inputs.forEach(input -> node.text(1, input));
    node.text(2, output).text(3, operator + ":" + output).text(4, operator);
    attributes.forEach(attribute -> node.message(5, attribute));
    return node;
  }

  static ProtoMessage attribute(String name, long value) {
    return new ProtoMessage().text(1, name).number(3, value).number(20, INT_ATTRIBUTE);
  }

  static ProtoMessage listAttribute(String name, long... values) {
    var attribute = new ProtoMessage().text(1, name);
    for (long value : values) {
      attribute.number(8, value);
    }
    return attribute.number(20, INTS_ATTRIBUTE);
  }

  static ProtoMessage tensor(String name, float[] values, long... shape) {
    ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    return tensor(name, ElementType.FLOAT, raw.array(), shape);
  }

  static ProtoMessage tensor(String name, int[] values, long... shape) {
    ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asIntBuffer().put(values);
    return tensor(name, ElementType.INT32, raw.array(), shape);
  }

  /**
   * @param raw little-endian; a scalar has no shape
   */
  static ProtoMessage tensor(String name, ElementType type, byte[] raw, long... shape) {
    var tensor = new ProtoMessage();
    for (long extent : shape) {
      tensor.number(1, extent);
    }
    return tensor.number(2, type.code()).text(8, name).bytes(9, raw);
  }

  /** An input or output whose first dimension is the batch. */
  static ProtoMessage batchOf(String name, ElementType type, long... rest) {
    var shape = new ProtoMessage().message(1, new ProtoMessage().text(2, BATCH));
    for (long extent : rest) {
      shape.message(1, new ProtoMessage().number(1, extent));
    }
    var tensor = new ProtoMessage().number(1, type.code()).message(2, shape);
    return new ProtoMessage().text(1, name).message(2, new ProtoMessage().message(1, tensor));
  }
}
