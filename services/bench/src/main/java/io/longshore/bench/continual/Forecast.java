package io.longshore.bench.continual;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** When a benchmark will be done, if the images to come take as long as those before. */
final class Forecast {
  private final InstantSource clock;
  private final Instant began;
  private long left;
  private long seen;

  /**
   * @param images that all epochs together will show
   */
  Forecast(long images, InstantSource clock) {
    this.clock = clock;
    this.began = clock.instant();
    this.left = images;
  }

  void shown(long images) {
    left -= images;
    seen += images;
  }

  /** Images that an earlier process showed. */
  void skipped(long images) {
    left -= images;
  }

  /** NaN before the first image. */
  double seconds() {
    double elapsed = Duration.between(began, clock.instant()).toNanos() / 1e9;
    return seen == 0 ? Double.NaN : Math.max(0, left) * elapsed / seen;
  }
}
