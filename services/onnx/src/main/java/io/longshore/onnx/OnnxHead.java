package io.longshore.onnx;

/**
 * The head model: features in, logits out. Input {@code features}, floats (N, width); output {@code
 * logits}, floats (N, classes). A scale a class is the caller's to multiply in before.
 */
public final class OnnxHead {
  /** Name of the model's input. */
  public static final String INPUT = OnnxBackbone.OUTPUT;

  /** Name of the model's output. */
  public static final String OUTPUT = "logits";

  private OnnxHead() {}

  /**
   * Writes {@code logits = W x + b}.
   *
   * @param weight W (classes, width), row by row
   * @param bias b (classes)
   */
  public static byte[] write(float[] weight, float[] bias) {
    var graph = new OnnxGraph("head");
    Value features = graph.floatsInput(INPUT, weight.length / Math.max(1, bias.length));
    graph.output(OUTPUT, graph.gemm(features, weight, bias), bias.length);
    return graph.toBytes();
  }
}
