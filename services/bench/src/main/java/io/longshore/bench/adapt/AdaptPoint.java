package io.longshore.bench.adapt;

import java.util.ArrayList;
import java.util.List;

/**
 * Accuracies in percent over one slot of the stream.
 *
 * @param at labelled images until its end
 */
public record AdaptPoint(int at, double balanced, double prequential) {
  private static final int SLOTS_OF_A_PHASE = 8;

  /** Slots of an eighth of a phase; the last of a part may be shorter. */
  static List<AdaptPoint> of(Grades grades, TurningTail tail) {
    int slot = Math.max(1, tail.phase() / SLOTS_OF_A_PHASE);
    List<AdaptPoint> points = new ArrayList<>();
    int from = 0;
    for (int end : List.of(tail.steady(), tail.steady() + tail.phase(), tail.labels())) {
      while (from < end) {
        int begin = from;
        int until = Math.min(end, from + slot);
        points.add(
            new AdaptPoint(
                until,
                grades.balanced(at -> at >= begin && at < until),
                grades.prequential(at -> at >= begin && at < until)));
        from = until;
      }
    }
    return points;
  }
}
