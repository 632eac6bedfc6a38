package io.longshore.domain.reject;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * A refused record: the payload whole, why, by whom, and where it came from.
 *
 * @param service who refused it
 * @param reason of the closed list
 * @param message what was wrong, where, and what to do
 * @param exception class and message of the cause, if there was one
 * @param source where it came from: topic, partition and offset, or an HTTP request
 * @param payload the bytes as they came
 * @param at when
 */
public record Reject(
    String service,
    RejectReason reason,
    String message,
    Optional<String> exception,
    String source,
    byte[] payload,
    Instant at) {

  @Override
  public boolean equals(Object other) {
    return other instanceof Reject that
        && service.equals(that.service)
        && reason == that.reason
        && message.equals(that.message)
        && exception.equals(that.exception)
        && source.equals(that.source)
        && Arrays.equals(payload, that.payload)
        && at.equals(that.at);
  }

  @Override
  public int hashCode() {
    return 31 * source.hashCode() + Arrays.hashCode(payload);
  }
}
