package io.longshore.bench.report;

import java.util.Locale;

/** Durations at a glance: {@code 8 s}, {@code 12 min}, {@code 3 h 05 min}. */
public final class Time {
  private static final int MINUTE = 60;
  private static final int HOUR = 3_600;

  private Time() {}

  /** A dash for what is not known. */
  public static String of(double seconds) {
    if (!Double.isFinite(seconds)) {
      return "-";
    }
    if (seconds < 2 * MINUTE) {
      return String.format(Locale.ROOT, "%.0f s", seconds);
    }
    long minutes = Math.round(seconds / MINUTE);
    return seconds < 2 * HOUR
        ? minutes + " min"
        : String.format(Locale.ROOT, "%d h %02d min", minutes / MINUTE, minutes % MINUTE);
  }
}
