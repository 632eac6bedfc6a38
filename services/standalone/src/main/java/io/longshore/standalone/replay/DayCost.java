package io.longshore.standalone.replay;

import io.longshore.domain.adaptation.Gear;
import io.longshore.tracker.replay.Decision;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What a day's decisions cost.
 *
 * @param day of event time in UTC
 * @param replayed by the replayed policy
 * @param recorded then
 */
public record DayCost(String day, Cost replayed, Cost recorded) {

  /**
   * Decisions and what they take.
   *
   * @param seconds of compute
   */
  public record Cost(long rebalances, long retrains, double seconds) {
    static Cost of(List<Decision> decisions) {
      return new Cost(
          count(decisions, Gear.REBALANCE),
          count(decisions, Gear.RETRAIN),
          decisions.stream().mapToDouble(Decision::seconds).sum());
    }

    private static long count(List<Decision> decisions, Gear gear) {
      return decisions.stream().filter(decision -> decision.adaptation().gear() == gear).count();
    }
  }

  /** Each day that something was decided on, in order. */
  static List<DayCost> of(List<Decision> decisions) {
    var byDay = new TreeMap<LocalDate, List<Decision>>();
    for (Decision decision : decisions) {
      var day = LocalDate.ofInstant(decision.adaptation().decidedAt(), ZoneOffset.UTC);
      byDay.computeIfAbsent(day, d -> new ArrayList<>()).add(decision);
    }
    var days = new ArrayList<DayCost>();
    byDay.forEach((day, all) -> days.add(of(day.toString(), all)));
    return days;
  }

  /** All of them together. */
  static DayCost total(List<Decision> decisions) {
    return of("total", decisions);
  }

  private static DayCost of(String day, List<Decision> decisions) {
    return new DayCost(
        day,
        Cost.of(only(decisions, Decision::isReplayed)),
        Cost.of(only(decisions, Decision::isRecorded)));
  }

  private static List<Decision> only(List<Decision> decisions, Predicate<Decision> wanted) {
    return decisions.stream().filter(wanted).toList();
  }
}
