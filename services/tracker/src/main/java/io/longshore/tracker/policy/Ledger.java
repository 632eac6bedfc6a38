package io.longshore.tracker.policy;

import io.longshore.domain.adaptation.Gear;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * When each gear was asked for, as far as budgets and cool-downs depend on it. Days are those of
 * event time in UTC. Event time that goes back counts as the latest seen, so that no label with an
 * old date gives a budget back.
 *
 * @param entries gears that were asked for
 */
public record Ledger(Map<Gear, Entry> entries) {
  public static final Ledger EMPTY = new Ledger(Map.of());

  private static final long SECONDS_PER_DAY = Duration.ofDays(1).toSeconds();

  public Ledger {
    var copy = new EnumMap<Gear, Entry>(Gear.class);
    copy.putAll(entries);
    entries = Collections.unmodifiableMap(copy);
  }

  /**
   * The last time.
   *
   * @param at event time
   * @param thatDay how often within the day of it, this time included
   */
  public record Entry(Instant at, long thatDay) {}

  /** After the gear was asked for once more. */
  public Ledger asked(Gear gear, Instant now) {
    var changed = new EnumMap<Gear, Entry>(Gear.class);
    changed.putAll(entries);
    changed.put(gear, new Entry(notBefore(gear, now), today(gear, now) + 1));
    return new Ledger(changed);
  }

  /** How often the gear was asked for within the day of now. */
  public long today(Gear gear, Instant now) {
    Entry last = entries.get(gear);
    return last == null || day(last.at()) < day(now) ? 0 : last.thatDay();
  }

  /** What is left of a cool-down that began when the gear was last asked for; zero if nothing. */
  public Duration left(Gear gear, Duration coolDown, Instant now) {
    Entry last = entries.get(gear);
    if (last == null) {
      return Duration.ZERO;
    }
    Duration left = coolDown.minus(Duration.between(last.at(), notBefore(gear, now)));
    return left.isNegative() ? Duration.ZERO : left;
  }

  private Instant notBefore(Gear gear, Instant now) {
    Entry last = entries.get(gear);
    return last != null && last.at().isAfter(now) ? last.at() : now;
  }

  private static long day(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), SECONDS_PER_DAY);
  }
}
