package io.longshore.tracker.label;

import io.longshore.tracker.memory.Form;
import io.longshore.tracker.memory.KeptMap;
import io.longshore.tracker.memory.Remembered;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

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

  /** The same names, quicker to ask for. */
  private final Set<String> known = new HashSet<>();

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
   * Opens a class if it is new and may be.
   *
   * @param time stream time in epoch milliseconds
   * @return why it may not
   */
  Optional<String> open(String className, long time) {
    if (known.contains(className)) {
      return Optional.empty();
    }
    return opened.get(className).isPresent() ? known(className) : openNew(className, time / MINUTE);
  }

  private Optional<String> openNew(String className, long now) {
    if (now != minute) {
      minute = now;
      openedInMinute = opened.all().values().stream().filter(then -> then == now).count();
    }
    if (opened.size() >= most) {
      return Optional.of(
          "class %s would be one more than the %,d that a partition may have; longshore.tracker.max-classes allows more"
              .formatted(className, most));
    }
    if (openedInMinute >= perMinute) {
      return Optional.of(
          "class %s is new, and %,d others opened in this minute; longshore.tracker.new-classes-per-minute allows more"
              .formatted(className, perMinute));
    }
    openedInMinute++;
    opened.put(className, now);
    return known(className);
  }

  private Optional<String> known(String className) {
    known.add(className);
    return Optional.empty();
  }
}
