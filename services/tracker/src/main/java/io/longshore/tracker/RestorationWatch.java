package io.longshore.tracker;

import io.longshore.runtime.Health;
import io.longshore.tracker.streams.Restorations;
import java.time.Duration;
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
  private long quietUntil = System.nanoTime();

  /**
   * @param part by which health knows the tracker
   */
  RestorationWatch(Restorations restorations, String part, Health health) {
    this.restorations = restorations;
    this.part = part;
    this.health = health;
  }

  void start() {
    var unused =
        looking.scheduleWithFixedDelay(
            this::look, LOOKS.toMillis(), LOOKS.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    restorations.inWords().ifPresent(words -> health.stillWaiting(part, words));
    restorations.stuckFor(PATIENCE).ifPresent(this::warn);
  }

  private void warn(String words) {
    long now = System.nanoTime();
    if (now - quietUntil < 0) {
      return;
    }
    quietUntil = now + SILENCE.toNanos();
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
