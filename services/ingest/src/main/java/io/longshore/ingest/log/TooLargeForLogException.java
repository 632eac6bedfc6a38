package io.longshore.ingest.log;

/** The log will never take a record of this size. */
public final class TooLargeForLogException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TooLargeForLogException(String topic, Throwable cause) {
    super("topic " + topic + " takes no record of this size: " + cause.getMessage(), cause);
  }
}
