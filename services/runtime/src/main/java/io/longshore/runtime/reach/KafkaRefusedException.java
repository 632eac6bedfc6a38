package io.longshore.runtime.reach;

import org.jspecify.annotations.Nullable;

/** Kafka is there and does not let this process in; the message says why and what to do. */
public final class KafkaRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  KafkaRefusedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
