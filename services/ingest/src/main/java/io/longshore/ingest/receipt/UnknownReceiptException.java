package io.longshore.ingest.receipt;

/** A text is no receipt of this images topic. */
public final class UnknownReceiptException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownReceiptException(String message) {
    super(message, null, false, false);
  }
}
