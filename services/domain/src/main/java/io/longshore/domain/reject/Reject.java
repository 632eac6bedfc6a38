package io.longshore.domain.reject;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A refused record: everything of it, why, by whom, and where it came from.
 *
 * @param service who refused it
 * @param reason of the closed list
 * @param message what was wrong, where, and what to do
 * @param exception class and message of the cause, if there was one
 * @param source where it came from: topic, partition and offset, or an HTTP request
 * @param key the record's key as it came; empty if it had none
 * @param headers the record's headers as they came, without those of an earlier refusal
 * @param payload the bytes as they came
 * @param at when
 */
public record Reject(
    String service,
    RejectReason reason,
    String message,
    Optional<String> exception,
    String source,
    byte[] key,
    Map<String, byte[]> headers,
    byte[] payload,
    Instant at) {

  public Reject {
    headers = Collections.unmodifiableMap(new TreeMap<>(headers));
  }

  /** Something refused that was no record: it has neither key nor headers. */
  public Reject(
      String service,
      RejectReason reason,
      String message,
      Optional<String> exception,
      String source,
      byte[] payload,
      Instant at) {
    this(service, reason, message, exception, source, new byte[0], Map.of(), payload, at);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Reject that
        && service.equals(that.service)
        && reason == that.reason
        && message.equals(that.message)
        && exception.equals(that.exception)
        && source.equals(that.source)
        && Arrays.equals(key, that.key)
        && headers.keySet().equals(that.headers.keySet())
        && headers.entrySet().stream()
            .allMatch(e -> Arrays.equals(e.getValue(), that.headers.get(e.getKey())))
        && Arrays.equals(payload, that.payload)
        && at.equals(that.at);
  }

  @Override
  public int hashCode() {
    return 31 * source.hashCode() + Arrays.hashCode(payload);
  }
}
