package io.longshore.runtime.kafka;

/** The broker did not take a record. */
public final class RecordNotWrittenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RecordNotWrittenException(String topic, Throwable cause) {
    super("a record was not written to topic " + topic + ": " + cause.getMessage(), cause);
  }
}
