package io.longshore.standalone.doctor;

import io.longshore.runtime.reach.Refusal;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;

/** Why a question to Kafka had no answer. */
final class KafkaTrouble {

  private KafkaTrouble() {}

  static Finding finding(String check, ExecutionException e) {
    Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
    String words = String.valueOf(cause.getMessage());
    if (cause instanceof AuthenticationException) {
      return Refusal.of(e)
          .map(refusal -> Finding.fault(check, refusal.found(), refusal.advice()))
          .orElseThrow();
    }
    if (cause instanceof AuthorizationException) {
      return Finding.warning(
          check,
          "this login may not ask: " + words,
          "grant it DESCRIBE and DESCRIBE_CONFIGS, or look with another (--command-config)");
    }
    return Finding.fault(
        check,
        "Kafka gives no answer: " + words,
        cause instanceof TimeoutException
            ? "look at the brokers' logs, and at the addresses that they advertise"
            : "look at the brokers' logs");
  }

  static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted while asking Kafka", e);
  }
}
