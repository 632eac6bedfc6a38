package io.longshore.standalone.soak;

import java.time.Duration;

/**
 * How models are swapped.
 *
 * @param swaps how often another model becomes live
 * @param atLeast time that they take together at least; zero for as fast as can be
 * @param workers threads that score meanwhile without a break
 */
public record SwapLoad(int swaps, Duration atLeast, int workers) {
  private static final int WORKERS = 4;

  public SwapLoad {
    if (swaps < 1 || workers < 1 || atLeast.isNegative()) {
      throw new IllegalArgumentException(
          "%d swaps in %s beside %d workers".formatted(swaps, atLeast, workers));
    }
  }

  /** As fast as can be, under as much load as can be. */
  public static SwapLoad hard(int swaps) {
    return new SwapLoad(swaps, Duration.ZERO, WORKERS);
  }

  /** When a swap is due after the beginning, in nanoseconds. */
  long due(int swap) {
    return atLeast.toNanos() / swaps * swap;
  }
}
