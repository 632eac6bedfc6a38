package io.longshore.standalone.soak;

import java.util.Locale;

/**
 * What a soak of model swaps showed.
 *
 * @param memory over the swaps
 * @param added images put in
 * @param scored images that came out with an answer, in order
 * @param longestWait of a worker for a model to score with, in milliseconds
 */
public record SwapResult(SoakResult memory, long added, long scored, double longestWait) {
  private static final double ALLOWED_WAIT = 50;

  /** Whether memory is flat, nothing is missing, and no worker was held up. */
  public boolean isGood() {
    return memory.isFlat() && added == scored && longestWait <= ALLOWED_WAIT;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s%n%,d of %,d images scored; longest wait of a worker at a swap %.2f ms (allowed %.0f ms)",
        memory,
        scored,
        added,
        longestWait,
        ALLOWED_WAIT);
  }
}
