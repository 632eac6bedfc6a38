package io.longshore.onnx;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Backbone and head as one ONNX file that needs nothing else: input {@code image}, unsigned bytes
 * (N, height, width, channels); output {@code logits}, floats (N, classes).
 *
 * <p>The nodes of both are kept as they are and in their order, so the file computes the same
 * numbers as one after the other. Every name inside gets {@code backbone/} or {@code head/} before
 * it, for both files count their values from zero; the features between them are called {@code
 * features}.
 */
public final class MergedModel {
  private static final int METADATA = 14;

  private MergedModel() {}

  /**
   * Joins the backbone's only output to the head's only input. The same files always give the same
   * bytes.
   *
   * @param backbone an ONNX file
   * @param head an ONNX file
   * @param metadata written as {@code metadata_props}, in the order of the keys
   * @return an ONNX file
   * @throws UnmergeableModelException if one is no ONNX file, or they do not fit
   */
  public static byte[] write(byte[] backbone, byte[] head, SortedMap<String, String> metadata) {
    OnnxFile first = OnnxFile.read("backbone", backbone);
    OnnxFile second = OnnxFile.read("head", head);
    OnnxPort features = first.output();
    if (!second.input().takes(features)) {
      throw new UnmergeableModelException(
          "the backbone gives %s, the head reads %s".formatted(features, second.input()));
    }
    if (!first.opsets().equals(second.opsets())) {
      throw new UnmergeableModelException(
          "the backbone has operators of version %s, the head %s"
              .formatted(first.opsets(), second.opsets()));
    }
    String image = first.input().name();
    String logits = second.output().name();
    UnaryOperator<String> ofFirst =
        name ->
            name.equals(image)
                ? image
                : name.equals(features.name()) ? OnnxBackbone.OUTPUT : "backbone/" + name;
    UnaryOperator<String> ofSecond =
        name ->
            name.equals(second.input().name())
                ? OnnxBackbone.OUTPUT
                : name.equals(logits) ? logits : "head/" + name;
    ProtoMessage model =
        new ProtoMessage()
            .number(1, Math.max(first.irVersion(), second.irVersion()))
            .text(2, "longshore")
            .message(7, graph(first, ofFirst, second, ofSecond));
    first
        .opsets()
        .forEach(
            (domain, version) ->
                model.message(8, new ProtoMessage().text(1, domain).number(2, version)));
    new TreeMap<>(metadata).forEach((key, value) -> model.message(METADATA, entry(key, value)));
    return model.toBytes();
  }

  /** What {@link #write} put into a file. */
  public static Map<String, String> metadata(byte[] model) {
    var metadata = new TreeMap<String, String>();
    ProtoField.all(ProtoField.parse(model), METADATA)
        .map(ProtoField::fields)
        .forEach(e -> metadata.put(ProtoField.text(e, 1), ProtoField.text(e, 2)));
    return metadata;
  }

  private static ProtoMessage graph(
      OnnxFile first,
      UnaryOperator<String> ofFirst,
      OnnxFile second,
      UnaryOperator<String> ofSecond) {
    var graph = new ProtoMessage();
    add(graph, OnnxFile.NODE, first, ofFirst);
    add(graph, OnnxFile.NODE, second, ofSecond);
    graph.text(2, "longshore");
    add(graph, OnnxFile.INITIALIZER, first, ofFirst);
    add(graph, OnnxFile.INITIALIZER, second, ofSecond);
    add(graph, OnnxFile.INPUT, first, ofFirst);
    add(graph, OnnxFile.OUTPUT, second, ofSecond);
    add(graph, OnnxFile.VALUE_INFO, first, ofFirst);
    add(graph, OnnxFile.VALUE_INFO, second, ofSecond);
    return graph;
  }

  private static void add(
      ProtoMessage graph, int field, OnnxFile from, UnaryOperator<String> name) {
    from.renamed(field, name).forEach(part -> graph.message(field, part));
  }

  private static ProtoMessage entry(String key, String value) {
    return new ProtoMessage().text(1, key).text(2, value);
  }
}
