package io.longshore.scorer.scoring;

import io.longshore.domain.reject.RejectReason;

/** One image of a batch cannot be scored. */
public final class UnscorableImageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final RejectReason reason;

  UnscorableImageException(RejectReason reason, String message) {
    super(message);
    this.reason = reason;
  }

  UnscorableImageException(RejectReason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public RejectReason reason() {
    return reason;
  }
}
