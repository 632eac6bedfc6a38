package io.longshore.scorer.pipeline;

import java.time.Duration;

/**
 * How much is in hand at most.
 *
 * @param batch items scored at once
 * @param delay how long a worker that has less than a batch may wait for more
 * @param items in flight: waiting, being scored, or not yet acknowledged
 * @param pixels the same by size
 * @param requests images of single requests that wait
 */
public record Bounds(int batch, Duration delay, int items, long pixels, int requests) {

  public Bounds {
    if (batch < 1 || items < 1 || pixels < 1 || requests < 1 || delay.isNegative()) {
      throw new IllegalArgumentException("there is no room for anything in these bounds");
    }
  }
}
