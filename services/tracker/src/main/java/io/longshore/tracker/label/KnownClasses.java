package io.longshore.tracker.label;

import io.longshore.tracker.memory.Form;
import io.longshore.tracker.memory.KeptMap;
import io.longshore.tracker.memory.Names;
import io.longshore.tracker.memory.Remembered;

/**
 * The classes that a partition has seen, as many as may be: a sender that makes up a class for
 * every label would otherwise fill the memory of everything that knows classes.
 */
final class KnownClasses {
  private static final long MINUTE = 60_000;

  private final long perMinute;
  private final long most;

  /** Class name to the minute of stream time in which it opened. */
  private final KeptMap<String, Long> opened = new KeptMap<>(Form.TEXT, Form.NUMBER);

  /** The same names, as far as they came since the start, quicker to ask for. */
  private final Names known = new Names();

  private long minute = Long.MIN_VALUE;
  private long openedInMinute;

  KnownClasses(LabelRules rules) {
    this.perMinute = rules.newClassesPerMinute();
    this.most = rules.maxClasses();
  }

  Remembered memory() {
    return opened;
  }

  /** Others may have opened in this minute, elsewhere. */
  void resume() {
    minute = Long.MIN_VALUE;
  }

  /**
   * The number of a class that is known, or new and may open. Another process may give it another.
   *
   * @param time stream time in epoch milliseconds
   * @return from zero on without gaps; {@link Names#NONE} if it may not open, and {@link #refusal}
   *     says why
   */
  int open(String className, long time) {
    int number = known.find(className);
    if (number != Names.NONE) {
      return number;
    }
    return opened.get(className).isPresent() || openNew(className, time / MINUTE)
        ? known.add(className)
        : Names.NONE;
  }

  /** Why a class may not open. */
  String refusal(String className) {
    return opened.size() >= most
        ? "class %s would be one more than the %,d that a partition may have; longshore.tracker.max-classes allows more"
            .formatted(className, most)
        : "class %s is new, and %,d others opened in this minute; longshore.tracker.new-classes-per-minute allows more"
            .formatted(className, perMinute);
  }

  private boolean openNew(String className, long now) {
    if (now != minute) {
      minute = now;
      openedInMinute = opened.all().values().stream().filter(then -> then == now).count();
    }
    if (opened.size() >= most || openedInMinute >= perMinute) {
      return false;
    }
    openedInMinute++;
    opened.put(className, now);
    return true;
  }
}
