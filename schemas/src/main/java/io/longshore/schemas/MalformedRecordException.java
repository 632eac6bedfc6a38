package io.longshore.schemas;

import io.longshore.domain.reject.RejectReason;

/** A record cannot be read; says why in the words that go to the rejects topic. */
public final class MalformedRecordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final RejectReason reason;

  public MalformedRecordException(RejectReason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public MalformedRecordException(RejectReason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public RejectReason reason() {
    return reason;
  }
}
