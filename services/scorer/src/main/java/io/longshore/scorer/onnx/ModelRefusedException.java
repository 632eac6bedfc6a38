package io.longshore.scorer.onnx;

import io.longshore.domain.prediction.RefusalReason;

/** A model cannot be served, for one of the reasons on the closed list. */
public final class ModelRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final RefusalReason reason;

  public ModelRefusedException(RefusalReason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public ModelRefusedException(RefusalReason reason, String message, Throwable cause) {
    super(message + ": " + cause.getMessage(), cause);
    this.reason = reason;
  }

  public RefusalReason reason() {
    return reason;
  }
}
