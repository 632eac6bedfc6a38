package io.longshore.rollout;

import io.longshore.domain.rollout.StreamEvidence;
import io.longshore.rollout.evidence.StreamGate;
import io.longshore.rollout.evidence.TrialTally;
import io.longshore.rollout.evidence.TrialWindow;
import io.longshore.rollout.kafka.TrialRecords;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Counts what the stream says of the models of a trial, and tells it at most once a second and only
 * if it changed; for a while also of a stage that is over, because labels come late. Used by one
 * thread.
 */
final class TrialWatch {
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final TrialRecords records;
  private final Clock clock;
  private final Duration restateFor;
  private final Function<TrialWindow, TrialTally> begin;
  private final Supplier<Rules> rules;
  private final Consumer<RolloutEvent> tell;
  private final List<Over> over = new ArrayList<>();
  private final Map<TrialTally, StreamEvidence> told = new HashMap<>();
  private Optional<TrialTally> current = Optional.empty();
  private Instant next = Instant.EPOCH;

  /** A stage that is over. */
  private record Over(TrialTally tally, Instant since) {}

  /**
   * @param begin makes the tally of a stage
   * @param rules in force
   * @param tell what happened
   */
  TrialWatch(
      TrialRecords records,
      Clock clock,
      Duration restateFor,
      Function<TrialWindow, TrialTally> begin,
      Supplier<Rules> rules,
      Consumer<RolloutEvent> tell) {
    this.records = records;
    this.clock = clock;
    this.restateFor = restateFor;
    this.begin = begin;
    this.rules = rules;
    this.tell = tell;
  }

  /**
   * Reads for a short while and tells what is due.
   *
   * @param window the stage under way
   */
  void step(Optional<TrialWindow> window) throws InterruptedException {
    if (!current.map(TrialTally::window).equals(window)) {
      current.ifPresent(tally -> over.add(new Over(tally, clock.instant())));
      current = window.map(begin);
      window
          .map(w -> w.trial().since())
          .ifPresent(over.isEmpty() ? records::seek : records::seekBack);
    }
    List<TrialTally> tallies = new ArrayList<>(over.stream().map(Over::tally).toList());
    current.ifPresent(tallies::add);
    if (tallies.isEmpty()) {
      Thread.sleep(200);
    } else {
      records.poll(tallies);
    }
    Instant now = clock.instant();
    if (!now.isBefore(next)) {
      next = now.plus(EVERY);
      tallies.forEach(tally -> state(tally, now));
      forget(now);
      tell.accept(new RolloutEvent.Ticked(now));
    }
  }

  private void state(TrialTally tally, Instant now) {
    Rules inForce = rules.get();
    Instant watermark = records.watermark();
    tally.expire(watermark.minus(inForce.policy().labelDelay()));
    StreamEvidence evidence = tally.evidence(new StreamGate(inForce.policy()), watermark);
    StreamEvidence before = told.put(tally, evidence);
    if (evidence.predicted() > 0 && (before == null || changed(before, evidence))) {
      tell.accept(new RolloutEvent.Evidenced(tally.window(), evidence, tally.evaluation(), now));
    }
  }

  /** A watermark that moved is no news by itself. */
  private static boolean changed(StreamEvidence before, StreamEvidence now) {
    return before.predicted() != now.predicted()
        || before.waiting() != now.waiting()
        || before.contradicted() != now.contradicted()
        || !before.groups().equals(now.groups());
  }

  private void forget(Instant now) {
    over.removeIf(
        stage -> {
          boolean old = stage.since().plus(restateFor).isBefore(now);
          if (old) {
            told.remove(stage.tally());
          }
          return old;
        });
  }
}
