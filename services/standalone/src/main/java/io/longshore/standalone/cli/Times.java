package io.longshore.standalone.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Times of a command line. */
final class Times {

  private Times() {}

  /** An instant such as 2026-03-01T00:00:00Z, given to an option. */
  static Instant parse(String option, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new WrongUsageException(
          "%s is '%s', but must be a time such as 2026-03-01T00:00:00Z".formatted(option, text));
    }
  }

  /** How long that is, in its two largest units: {@code 3 d 4 h}. */
  static String spoken(Duration time) {
    long seconds = Math.max(0, time.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return "%d min %d s".formatted(seconds / 60, seconds % 60);
    }
    return seconds < 86_400
        ? "%d h %d min".formatted(seconds / 3600, seconds % 3600 / 60)
        : "%d d %d h".formatted(seconds / 86_400, seconds % 86_400 / 3600);
  }
}
