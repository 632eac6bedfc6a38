package io.longshore.standalone.soak;

import java.util.Locale;

/**
 * What a soak of model swaps showed.
 *
 * @param memory resident memory over the swaps
 * @param heap what of the Java heap was in use after a collection
 * @param added images put in
 * @param scored images that came out with an answer, in order
 * @param longestWait of a worker for a model to score with, in milliseconds
 * @param pauseAtSwap longest time without a finished batch while models were swapped
 * @param pauseOfSwap the same less what the machine itself was seen to hold up in that very time
 * @param pauseOtherwise the same while they were not
 */
public record SwapResult(
    SoakResult memory,
    SoakResult heap,
    long added,
    long scored,
    double longestWait,
    double pauseAtSwap,
    double pauseOfSwap,
    double pauseOtherwise) {
  private static final double ALLOWED = 50;

  /**
   * Whether memory is flat, nothing is missing, no worker was held up, and no swap kept batches
   * from being finished. A long pause elsewhere excuses none at a swap; only a machine that stood
   * still in the pause itself does.
   */
  public boolean isGood() {
    return memory.isFlat()
        && heap.isFlat()
        && added == scored
        && longestWait <= ALLOWED
        && pauseOfSwap <= ALLOWED;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s%n%s%n%,d of %,d images scored%nlongest wait of a worker for a model %.2f ms, longest"
            + " time without a finished batch %.1f ms at a swap and %.1f ms else; at a swap and not"
            + " the machine's doing %.1f ms (allowed %.0f ms)",
        memory,
        heap,
        scored,
        added,
        longestWait,
        pauseAtSwap,
        pauseOtherwise,
        pauseOfSwap,
        ALLOWED);
  }
}
