package io.longshore.schemas;

import com.google.protobuf.Timestamp;
import java.time.Instant;

/**
 * Times on the wire, to the nanosecond, between the years 1 and 9999 as {@code
 * google.protobuf.Timestamp} has it.
 */
final class Times {
  private static final long FIRST_SECOND = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
  private static final long LAST_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
  private static final int NANOS_PER_SECOND = 1_000_000_000;

  private Times() {}

  static Timestamp wire(Instant time) {
    checkSeconds(time.getEpochSecond());
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }

  /**
   * The time itself.
   *
   * @throws IllegalArgumentException if it cannot be written
   */
  static Instant checked(Instant time) {
    checkSeconds(time.getEpochSecond());
    return time;
  }

  static Instant domain(Timestamp time) {
    return domain(time.getSeconds(), time.getNanos());
  }

  static Instant domain(long seconds, int nanos) {
    checkSeconds(seconds);
    if (nanos < 0 || nanos >= NANOS_PER_SECOND) {
      throw new IllegalArgumentException("a time with " + nanos + " nanoseconds");
    }
    return Instant.ofEpochSecond(seconds, nanos);
  }

  private static void checkSeconds(long seconds) {
    if (seconds < FIRST_SECOND || seconds > LAST_SECOND) {
      throw new IllegalArgumentException(
          "a time " + seconds + " seconds after 1970 is not between the years 1 and 9999");
    }
  }
}
