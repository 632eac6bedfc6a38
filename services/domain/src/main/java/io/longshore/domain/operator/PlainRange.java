package io.longshore.domain.operator;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/** Numbers and times that operators set. */
public enum PlainRange implements ValueRange {
  CHANCE("a number over 0 and under 1"),
  FRACTION("a number from 0 to 1"),
  AMOUNT("a number from 0 to 1000000000"),
  COUNT("a whole number, at least 0"),
  AT_LEAST_ONE("a whole number, at least 1"),
  TIME("a time such as PT10S or P7D, to the millisecond, from PT0S to P36500D");

  private static final double LARGEST = 1e9;
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private final String words;

  PlainRange(String words) {
    this.words = words;
  }

  @Override
  public String words() {
    return words;
  }

  @Override
  public boolean has(String text) {
    try {
      return switch (this) {
        case CHANCE -> Double.parseDouble(text) > 0 && Double.parseDouble(text) < 1;
        case FRACTION -> Double.parseDouble(text) >= 0 && Double.parseDouble(text) <= 1;
        case AMOUNT -> Double.parseDouble(text) >= 0 && Double.parseDouble(text) <= LARGEST;
        case COUNT -> Long.parseLong(text) >= 0;
        case AT_LEAST_ONE -> Long.parseLong(text) >= 1;
        case TIME -> isTime(Duration.parse(text));
      };
    } catch (NumberFormatException | DateTimeParseException e) {
      return false;
    }
  }

  private static boolean isTime(Duration time) {
    return !time.isNegative()
        && time.compareTo(LONGEST) <= 0
        && time.equals(time.truncatedTo(ChronoUnit.MILLIS));
  }
}
