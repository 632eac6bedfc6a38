package io.longshore.tracker.policy;

import io.longshore.domain.adaptation.Gear;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Situations to decide in. */
final class Situations {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  static final Situation CALM = of(500, Map.of(), List.of(), 0, NOON, Ledger.EMPTY);

  private Situations() {}

  static Situation knownFrom(long mixUnits) {
    return of(mixUnits, Map.of(), List.of(), 0, NOON, Ledger.EMPTY);
  }

  static Situation unanswered(Map<Gear, Long> unanswered) {
    return of(500, unanswered, List.of(), 0, NOON, Ledger.EMPTY);
  }

  static Situation lacking(long newUnits, String... classes) {
    return of(500, Map.of(), List.of(classes), newUnits, NOON, Ledger.EMPTY);
  }

  static Situation after(Ledger ledger, Instant now) {
    return of(500, Map.of(), List.of(), 0, now, ledger);
  }

  /** Before any model. */
  static Situation young(long labels, long classes, Duration quiet) {
    return new Situation(
        labels, classes, new TreeSet<>(), 0, 0, 0, Map.of(), quiet, NOON, Ledger.EMPTY);
  }

  private static Situation of(
      long mixUnits,
      Map<Gear, Long> unanswered,
      List<String> newClasses,
      long newUnits,
      Instant now,
      Ledger ledger) {
    return new Situation(
        9_000,
        10,
        new TreeSet<>(newClasses),
        newUnits,
        500,
        mixUnits,
        unanswered,
        Duration.ZERO,
        now,
        ledger);
  }
}
