package io.longshore.domain.rollout;

import io.longshore.domain.operator.ValueRange;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;

/** What a value of a promotion policy can be. */
enum PromotionRange implements ValueRange {
  PATH("direct, verified, canary or shadow-canary"),
  REQUIREMENT("non-inferiority or superiority"),
  FALL("any or beyond-margin"),
  CHANCE("a number over 0 and under 1"),
  FRACTION("a number from 0 to 1"),
  COUNT("a whole number, at least 0"),
  TIME("a time such as PT10M or P7D, from PT0S to P36500D");

  private static final Duration LONGEST = Duration.ofDays(36_500);

  private final String words;

  PromotionRange(String words) {
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
        case PATH ->
            Arrays.stream(PromotionPath.values()).anyMatch(path -> path.word().equals(text));
        case REQUIREMENT -> text.equals("non-inferiority") || text.equals("superiority");
        case FALL -> text.equals("any") || text.equals("beyond-margin");
        case CHANCE -> Double.parseDouble(text) > 0 && Double.parseDouble(text) < 1;
        case FRACTION -> Double.parseDouble(text) >= 0 && Double.parseDouble(text) <= 1;
        case COUNT -> Long.parseLong(text) >= 0;
        case TIME -> isTime(Duration.parse(text));
      };
    } catch (NumberFormatException | DateTimeParseException e) {
      return false;
    }
  }

  private static boolean isTime(Duration time) {
    return !time.isNegative() && time.compareTo(LONGEST) <= 0;
  }
}
