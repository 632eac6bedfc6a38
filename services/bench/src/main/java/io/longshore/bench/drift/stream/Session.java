package io.longshore.bench.drift.stream;

import java.time.LocalDate;
import java.util.List;

/**
 * Labels that were gathered together, such as the captures of a night or two of trapping.
 *
 * @param date of the first
 * @param labels classes in the order they came
 */
public record Session(LocalDate date, int[] labels) {

  /** Labels of some sessions by class. */
  static long[] counts(List<Session> sessions, int classes) {
    long[] counts = new long[classes];
    for (Session session : sessions) {
      for (int label : session.labels()) {
        counts[label]++;
      }
    }
    return counts;
  }
}
