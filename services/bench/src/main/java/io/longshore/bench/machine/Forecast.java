package io.longshore.bench.machine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** When a benchmark will be done, if the work to come takes as long as that before. */
public final class Forecast {
  private final InstantSource clock;
  private final Instant began;
  private long left;
  private long done;

  /**
   * @param work in all, in any unit: epochs, images
   */
  public Forecast(long work, InstantSource clock) {
    this.clock = clock;
    this.began = clock.instant();
    this.left = work;
  }

  public void did(long work) {
    left -= work;
    done += work;
  }

  /** Work that an earlier process did. */
  public void skipped(long work) {
    left -= work;
  }

  /** NaN before anything was done. */
  public double seconds() {
    double elapsed = Duration.between(began, clock.instant()).toNanos() / 1e9;
    return done == 0 ? Double.NaN : Math.max(0, left) * elapsed / done;
  }
}
