package io.longshore.standalone.certificates;

import java.util.List;

/**
 * When a certificate may be used: from an hour ago, since clocks differ, for a number of days; or
 * for a day that is over.
 *
 * @param days from now; below zero for a certificate that ended so many days ago
 */
public record Validity(int days) {
  private static final int MOST = 3650;

  public Validity {
    if (days == 0 || Math.abs(days) > MOST) {
      throw new IllegalArgumentException(
          "a certificate is good for 1 to %d days, or ended so many days ago (below zero), got %d"
              .formatted(MOST, days));
    }
  }

  List<String> arguments() {
    return days > 0
        ? List.of("-startdate", "-1H", "-validity", Integer.toString(days))
        : List.of("-startdate", (days - 1) + "d", "-validity", "1");
  }
}
