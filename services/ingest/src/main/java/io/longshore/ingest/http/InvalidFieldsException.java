package io.longshore.ingest.http;

import io.longshore.domain.reject.RejectReason;
import org.jspecify.annotations.Nullable;

/** What was said of an image or a label cannot be; has no stack. */
final class InvalidFieldsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final RejectReason reason;

  InvalidFieldsException(RejectReason reason, @Nullable String message) {
    super(String.valueOf(message), null, false, false);
    this.reason = reason;
  }

  RejectReason reason() {
    return reason;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
