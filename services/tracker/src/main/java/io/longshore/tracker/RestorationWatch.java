package io.longshore.tracker;

import io.longshore.runtime.Health;
import io.longshore.tracker.streams.Restorations;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells people why a tracker does not count yet: what it reads back, and how far it is. */
final class RestorationWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RestorationWatch.class);
  private static final Duration LOOKS = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration SILENCE = Duration.ofMinutes(5);

  private final Restorations restorations;
  private final String part;
  private final Health health;
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "tracker-restorations");
            thread.setDaemon(true);
            return thread;
          });
  private final InstantSource clock;
  private Instant quietUntil = Instant.MIN;

  /**
   * @param part by which health knows the tracker
   */
  RestorationWatch(Restorations restorations, String part, Health health, InstantSource clock) {
    this.restorations = restorations;
    this.part = part;
    this.health = health;
    this.clock = clock;
  }

  void start() {
    var unused =
        looking.scheduleWithFixedDelay(
            () -> look().ifPresent(RestorationWatch::warn),
            LOOKS.toMillis(),
            LOOKS.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** Tells health; what is to be warned of, if that was not done lately. */
  Optional<String> look() {
    restorations.inWords().ifPresent(words -> health.stillWaiting(part, words));
    Instant now = clock.instant();
    Optional<String> stuck = restorations.stuckFor(PATIENCE).filter(w -> !now.isBefore(quietUntil));
    stuck.ifPresent(words -> quietUntil = now.plus(SILENCE));
    return stuck;
  }

  private static void warn(String words) {
    log.atWarn()
        .log(
            "{}: its partition is not counted until then. Its broker is away, or a transaction on it"
                + " was never ended; './longshore doctor' says which",
            words);
  }

  @Override
  public void close() {
    looking.shutdownNow();
  }
}
