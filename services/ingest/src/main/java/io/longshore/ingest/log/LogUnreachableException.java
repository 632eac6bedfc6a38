package io.longshore.ingest.log;

/** The log does not answer at the moment. */
public final class LogUnreachableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LogUnreachableException(String what, Throwable cause) {
    super(what + ": " + cause.getMessage(), cause);
  }
}
