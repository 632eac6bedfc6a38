package io.longshore.onnx;

import java.util.List;

/** Heads that do harm, and files that only look like heads; written message by message. */
public final class HostileModels {
  private static final int FLOAT = 1;
  private static final int INT64 = 7;
  private static final int BOOL = 9;
  private static final int IR = 8;
  private static final int OPSET = 17;
  private static final int GRAPH_ATTRIBUTE = 5;
  private static final int TENSOR_ATTRIBUTE = 4;
  private static final long EIGHT_GIB = 2L << 30; // floats

  private HostileModels() {}

  /** A head of an operator set. */
  public static byte[] ofOpset(int opset) {
    return model(IR, opset, "", plain(2, 3, node("Identity", List.of("sum"), "logits")), List.of());
  }

  /** A head in a file format. */
  public static byte[] ofIr(int ir) {
    return model(ir, OPSET, "", plain(2, 3, node("Identity", List.of("sum"), "logits")), List.of());
  }

  /** A head with an operator of somebody's own. */
  public static byte[] customDomain() {
    ProtoMessage node = node("Own", List.of("sum"), "logits").text(7, "com.example");
    return model(IR, OPSET, "com.example", plain(2, 3, node), List.of());
  }

  /** A head whose bias lies in another file. */
  public static byte[] externalData(String location) {
    var entry = new ProtoMessage().text(1, "location").text(2, location);
    var bias =
        new ProtoMessage()
            .number(1, 3)
            .number(2, FLOAT)
            .text(8, "bias")
            .message(13, entry)
            .number(14, 1);
    ProtoMessage node = node("Add", List.of("sum", "bias"), "logits");
    return model(IR, OPSET, "", plain(2, 3, node), List.of(bias));
  }

  /** A head that turns in circles for ever: {@code while (true) x = x}. */
  public static byte[] endless() {
    var body = new ProtoMessage();
    body.message(1, node("Identity", List.of("going"), "goes"));
    body.message(1, node("Identity", List.of("before"), "after"));
    body.text(2, "body");
    body.message(11, value("turn", INT64));
    body.message(11, value("going", BOOL));
    body.message(11, value("before", FLOAT));
    body.message(12, value("goes", BOOL));
    body.message(12, value("after", FLOAT));
    ProtoMessage loop =
        node("Loop", List.of("", "true", "sum"), "looped")
            .message(5, attribute("body", GRAPH_ATTRIBUTE).message(6, body));
    var yes = new ProtoMessage().number(2, BOOL).text(8, "true").bytes(9, new byte[] {1});
    return model(
        IR,
        OPSET,
        "",
        plain(2, 3, loop, node("Identity", List.of("looped"), "logits")),
        List.of(yes));
  }

  /** A head that fills eight GiB for its answer. */
  public static byte[] memoryHog() {
    ProtoMessage length =
        new ProtoMessage().number(1, 1).number(2, INT64).number(7, EIGHT_GIB).text(8, "length");
    var one = new ProtoMessage().number(1, 1).number(2, FLOAT).text(8, "one").bytes(9, one());
    ProtoMessage fill = node("Expand", List.of("one", "length"), "much");
    ProtoMessage most =
        node("ReduceMax", List.of("much"), "most")
            .message(5, attribute("keepdims", 2).number(3, 1));
    ProtoMessage add = node("Add", List.of("sum", "most"), "logits");
    return model(IR, OPSET, "", plain(2, 3, fill, most, add), List.of(length, one));
  }

  private static byte[] one() {
    return new byte[] {0, 0, (byte) 0x80, 0x3f};
  }

  /** {@code sum = features W} with W of ones, then the nodes; {@code logits} come out. */
  private static ProtoMessage plain(int width, int classes, ProtoMessage... then) {
    var graph = new ProtoMessage();
    graph.message(1, node("MatMul", List.of("features", "weight"), "sum"));
    for (ProtoMessage node : then) {
      graph.message(1, node);
    }
    graph.text(2, "hostile");
    graph.message(5, OnnxMessages.tensor("weight", new float[width * classes], width, classes));
    graph.message(11, OnnxMessages.batchOf("features", ElementType.FLOAT, width));
    graph.message(12, OnnxMessages.batchOf("logits", ElementType.FLOAT, classes));
    return graph;
  }

  private static byte[] model(
      int ir, int opset, String domain, ProtoMessage graph, List<ProtoMessage> initializers) {
    initializers.forEach(tensor -> graph.message(5, tensor));
    var model = new ProtoMessage().number(1, ir).message(7, graph);
    model.message(8, new ProtoMessage().text(1, "").number(2, opset));
    if (!domain.isEmpty()) {
      model.message(8, new ProtoMessage().text(1, domain).number(2, 1));
    }
    return model.toBytes();
  }

  private static ProtoMessage node(String operator, List<String> inputs, String output) {
    return OnnxMessages.node(operator, inputs, output, List.of());
  }

  private static ProtoMessage attribute(String name, int type) {
    return new ProtoMessage().text(1, name).number(20, type);
  }

  /** A value of a type and of any shape. */
  private static ProtoMessage value(String name, int type) {
    var tensor = new ProtoMessage().number(1, type);
    if (type != FLOAT) {
      tensor.message(2, new ProtoMessage()); // a scalar
    }
    return new ProtoMessage().text(1, name).message(2, new ProtoMessage().message(1, tensor));
  }

  /** A head whose constant is an attribute that lies in another file. */
  public static byte[] externalConstant() {
    var tensor =
        new ProtoMessage()
            .number(1, 3)
            .number(2, FLOAT)
            .message(13, new ProtoMessage().text(1, "location").text(2, "/etc/passwd"));
    ProtoMessage constant =
        node("Constant", List.of(), "bias")
            .message(5, attribute("value", TENSOR_ATTRIBUTE).message(5, tensor));
    ProtoMessage add = node("Add", List.of("sum", "bias"), "logits");
    return model(IR, OPSET, "", plain(2, 3, constant, add), List.of());
  }
}
