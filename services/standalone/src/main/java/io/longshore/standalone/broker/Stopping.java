package io.longshore.standalone.broker;

import java.time.Duration;
import kafka.server.KafkaRaftServer;

/**
 * The end of a broker, on a thread of its own: parts of it wait up to a day for their threads, and
 * nobody else should. An interrupt does not shorten the wait, which has an end anyway: a broker
 * left behind half-way would keep its folder and its ports.
 */
final class Stopping {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Thread thread;

  Stopping(KafkaRaftServer server) {
    this.thread =
        new Thread(
            () -> {
              server.shutdown();
              server.awaitShutdown();
            },
            "broker-stops");
    thread.setDaemon(true);
  }

  /**
   * Begins it and returns when it is done.
   *
   * @throws IllegalStateException if that takes minutes, with where it hangs
   */
  void run() {
    thread.start();
    boolean interrupted = false;
    long end = System.nanoTime() + PATIENCE.toNanos();
    long left = PATIENCE.toMillis();
    while (thread.isAlive() && left > 0) {
      try {
        thread.join(left);
      } catch (InterruptedException e) {
        interrupted = true;
      }
      left = (end - System.nanoTime()) / 1_000_000;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      var place = new Throwable("where it is");
      place.setStackTrace(thread.getStackTrace());
      throw new IllegalStateException(
          "the broker did not stop within %d s; its folder is not free before this process ends"
              .formatted(PATIENCE.toSeconds()),
          place);
    }
  }
}
