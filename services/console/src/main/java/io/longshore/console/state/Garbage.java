package io.longshore.console.state;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Records that could not be read, by topic: counted and passed over. */
public final class Garbage {
  private static final int MESSAGE = 300;

  /**
   * Of one topic.
   *
   * @param message of the latest
   * @param at when that was read
   */
  public record Count(long records, String message, Instant at) {}

  private final Map<String, Count> counts = new LinkedHashMap<>();

  public void seen(String topic, String message, Instant at) {
    String kept = message.length() > MESSAGE ? message.substring(0, MESSAGE) + "…" : message;
    counts.merge(
        topic,
        new Count(1, kept, at),
        (before, now) -> new Count(before.records() + 1, now.message(), now.at()));
  }

  public Map<String, Count> counts() {
    return Map.copyOf(counts);
  }
}
