package io.longshore.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;

/**
 * Backbone and head as one model: input {@code image}, output {@code logits}. The operations are
 * those of the two, in the same order, so the logits are the same.
 */
public final class OnnxWhole {
  private static final int GRAPH = 7;
  private static final int OPSET = 8;
  private static final int NODE = 1;
  private static final int GRAPH_NAME = 2;
  private static final int INITIALIZER = 5;
  private static final int INPUT = 11;
  private static final int OUTPUT = 12;
  private static final int NODE_INPUT = 1;
  private static final int NODE_OUTPUT = 2;
  private static final int NODE_NAME = 3;
  private static final int TENSOR_NAME = 8;
  private static final int PORT_NAME = 1;

  /** Tensors of the head are called as before behind this, for both files count from zero. */
  private static final String OF_HEAD = "head.";

  private OnnxWhole() {}

  /**
   * One file of two, as {@link OnnxBackbone} and {@link OnnxHead} write them.
   *
   * @throws IllegalArgumentException if they are no such files, or do not fit
   */
  public static byte[] of(byte[] backbone, byte[] head) {
    ProtoFields below = ProtoFields.read(backbone);
    ProtoFields above = ProtoFields.read(head);
    if (!Arrays.equals(below.one(OPSET), above.one(OPSET))) {
      throw new IllegalArgumentException("backbone and head are of different operator sets");
    }
    ProtoFields features = ProtoFields.read(below.one(GRAPH));
    ProtoFields logits = ProtoFields.read(above.one(GRAPH));
    String joint = port(features, OUTPUT);
    if (!joint.equals(port(logits, INPUT))) {
      throw new IllegalArgumentException(
          "the backbone gives '%s', the head takes '%s'".formatted(joint, port(logits, INPUT)));
    }
    var names = new Names(joint, port(logits, OUTPUT));
    var graph = new ProtoMessage();
    features.all(NODE).forEach(node -> graph.bytes(NODE, node));
    logits.all(NODE).forEach(node -> graph.bytes(NODE, names.node(node)));
    graph.text(GRAPH_NAME, "longshore");
    features.all(INITIALIZER).forEach(tensor -> graph.bytes(INITIALIZER, tensor));
    logits.all(INITIALIZER).forEach(tensor -> graph.bytes(INITIALIZER, names.tensor(tensor)));
    features.all(INPUT).forEach(port -> graph.bytes(INPUT, port));
    logits.all(OUTPUT).forEach(port -> graph.bytes(OUTPUT, port));
    return below.with(GRAPH, old -> graph.toBytes()).toBytes();
  }

  private static String port(ProtoFields graph, int field) {
    List<byte[]> ports = graph.all(field);
    if (ports.size() != 1) {
      throw new IllegalArgumentException(
          "a backbone or head has one input and one output, not " + ports.size());
    }
    return ProtoFields.read(ports.get(0)).text(PORT_NAME);
  }

  /** What the head's tensors are called in the whole. */
  private record Names(String joint, String logits) {

    byte[] node(byte[] node) {
      return ProtoFields.read(node)
          .with(NODE_INPUT, this::name)
          .with(NODE_OUTPUT, this::name)
          .with(NODE_NAME, name -> (OF_HEAD + new String(name, UTF_8)).getBytes(UTF_8))
          .toBytes();
    }

    byte[] tensor(byte[] tensor) {
      return ProtoFields.read(tensor).with(TENSOR_NAME, this::name).toBytes();
    }

    private byte[] name(byte[] bytes) {
      String name = new String(bytes, UTF_8);
      boolean same = name.equals(joint) || name.equals(logits);
      return same ? bytes : (OF_HEAD + name).getBytes(UTF_8);
    }
  }
}
