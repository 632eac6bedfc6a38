package io.longshore.runtime.kafka;

import org.apache.kafka.common.errors.InvalidTimestampException;

/** The broker did not take a record. */
public final class RecordNotWrittenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RecordNotWrittenException(String topic, Throwable cause) {
    super(
        "a record was not written to topic " + topic + ": " + cause.getMessage() + advice(cause),
        cause);
  }

  private static String advice(Throwable cause) {
    return cause instanceof InvalidTimestampException
        ? " (the clock of this machine is too far from the broker's: set it right, or let the topic"
            + " take such records by message.timestamp.after.max.ms)"
        : "";
  }
}
