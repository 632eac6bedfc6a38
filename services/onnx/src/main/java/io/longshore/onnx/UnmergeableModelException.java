package io.longshore.onnx;

/** Two files cannot become one model; the message says which part does not fit. */
public final class UnmergeableModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnmergeableModelException(String message) {
    super(message);
  }
}
