package io.longshore.onnx;

/** A tensor inside an {@link OnnxGraph}: what one operation gives and others take. */
public final class Value {
  private final OnnxGraph graph;
  private final String name;

  Value(OnnxGraph graph, String name) {
    this.graph = graph;
    this.name = name;
  }

  OnnxGraph graph() {
    return graph;
  }

  String name() {
    return name;
  }

  @Override
  public String toString() {
    return name;
  }
}
