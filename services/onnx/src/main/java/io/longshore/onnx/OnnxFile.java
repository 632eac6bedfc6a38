package io.longshore.onnx;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * An ONNX file that was read, as far as joining it to another needs: field numbers of <a
 * href="https://github.com/onnx/onnx/blob/v1.17.0/onnx/onnx.proto">onnx.proto</a>.
 *
 * @param what the file is, for messages
 * @param model fields of its ModelProto
 * @param graph fields of its GraphProto
 */
record OnnxFile(String what, List<ProtoField> model, List<ProtoField> graph) {
  static final int NODE = 1;
  static final int INITIALIZER = 5;
  static final int INPUT = 11;
  static final int OUTPUT = 12;
  static final int VALUE_INFO = 13;
  private static final int QUANTIZATION_ANNOTATION = 14;
  private static final int SPARSE_INITIALIZER = 15;
  private static final int IR_VERSION = 1;
  private static final int GRAPH = 7;
  private static final int OPSET = 8;
  private static final int FUNCTIONS = 25;
  private static final int EXTERNAL = 14;

  static OnnxFile read(String what, byte[] file) {
    List<ProtoField> model = ProtoField.parse(file);
    List<ProtoField> graphs = ProtoField.all(model, GRAPH).toList();
    if (graphs.size() != 1) {
      throw new UnmergeableModelException(
          "the %s has %d graphs, an ONNX file has one".formatted(what, graphs.size()));
    }
    List<ProtoField> graph = graphs.get(0).fields();
    boolean isForeign =
        Stream.of(FUNCTIONS).anyMatch(n -> ProtoField.all(model, n).findAny().isPresent())
            || Stream.of(QUANTIZATION_ANNOTATION, SPARSE_INITIALIZER)
                .anyMatch(n -> ProtoField.all(graph, n).findAny().isPresent())
            || ProtoField.all(graph, INITIALIZER)
                .anyMatch(tensor -> ProtoField.value(tensor.fields(), EXTERNAL) != 0);
    if (isForeign) {
      throw new UnmergeableModelException(
          "the %s has functions, sparse or external tensors, which cannot be joined"
              .formatted(what));
    }
    return new OnnxFile(what, model, graph);
  }

  long irVersion() {
    return ProtoField.value(model, IR_VERSION);
  }

  /** Version of the operators by their domain. */
  Map<String, Long> opsets() {
    var opsets = new TreeMap<String, Long>();
    ProtoField.all(model, OPSET)
        .map(ProtoField::fields)
        .forEach(opset -> opsets.put(ProtoField.text(opset, 1), ProtoField.value(opset, 2)));
    return opsets;
  }

  /** Its only input. */
  OnnxPort input() {
    return only(INPUT, "inputs");
  }

  /** Its only output. */
  OnnxPort output() {
    return only(OUTPUT, "outputs");
  }

  private OnnxPort only(int field, String words) {
    List<ProtoField> ports = ProtoField.all(graph, field).toList();
    if (ports.size() != 1) {
      throw new UnmergeableModelException(
          "the %s has %d %s, needs one".formatted(what, ports.size(), words));
    }
    return OnnxPort.of(ports.get(0).fields());
  }

  /** Its nodes, tensors or values with other names. */
  List<ProtoMessage> renamed(int field, UnaryOperator<String> name) {
    return ProtoField.all(graph, field)
        .map(
            part ->
                switch (field) {
                  case NODE -> node(part.fields(), name);
                  case INITIALIZER -> renamed(part.fields(), List.of(8), name);
                  default -> renamed(part.fields(), List.of(1), name);
                })
        .toList();
  }

  /** A name that is not there stays away: an empty input is an operator's optional one. */
  private ProtoMessage node(List<ProtoField> fields, UnaryOperator<String> name) {
    boolean hasGraph =
        ProtoField.all(fields, 5)
            .map(ProtoField::fields)
            .anyMatch(
                attribute -> attribute.stream().anyMatch(f -> f.number() == 6 || f.number() == 11));
    if (hasGraph) {
      throw new UnmergeableModelException(
          "the %s has a graph within a node (%s), which cannot be joined"
              .formatted(what, ProtoField.text(fields, 4)));
    }
    return renamed(fields, List.of(1, 2, 3), old -> old.isEmpty() ? old : name.apply(old));
  }

  private static ProtoMessage renamed(
      List<ProtoField> fields, List<Integer> names, UnaryOperator<String> name) {
    var message = new ProtoMessage();
    for (ProtoField field : fields) {
      if (names.contains(field.number())) {
        message.text(field.number(), name.apply(field.text()));
      } else {
        message.raw(field.whole());
      }
    }
    return message;
  }
}
