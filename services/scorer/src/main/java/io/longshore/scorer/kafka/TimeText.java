package io.longshore.scorer.kafka;

/** Times as {@code Instant} writes them: {@code 2026-11-28T15:00:00.123Z}. */
final class TimeText {
  private static final String FORM = "0000-00-00T00:00:00";
  private static final int LONGEST_FRACTION = 9;

  private TimeText() {}

  /** Whether the text is a time that exists, in this form; the 29th of February is not judged. */
  static boolean isPlain(byte[] text) {
    int length = FORM.length();
    if (text.length <= length || text[text.length - 1] != 'Z') {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (FORM.charAt(i) == '0' ? !isDigit(text[i]) : text[i] != FORM.charAt(i)) {
        return false;
      }
    }
    return isFraction(text, length) && isPossible(text);
  }

  /** Nothing, or a point and digits, before the last character. */
  private static boolean isFraction(byte[] text, int from) {
    int digits = text.length - 2 - from;
    if (digits < 0) {
      return true;
    }
    if (text[from] != '.' || digits == 0 || digits > LONGEST_FRACTION) {
      return false;
    }
    for (int i = from + 1; i < text.length - 1; i++) {
      if (!isDigit(text[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPossible(byte[] text) {
    int month = two(text, 5);
    int day = two(text, 8);
    int last =
        switch (month) {
          case 2 -> 28;
          case 4, 6, 9, 11 -> 30;
          default -> 31;
        };
    return month >= 1
        && month <= 12
        && day >= 1
        && day <= last
        && two(text, 11) < 24
        && two(text, 14) < 60
        && two(text, 17) < 60;
  }

  private static int two(byte[] text, int at) {
    return 10 * (text[at] - '0') + (text[at + 1] - '0');
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
