package io.longshore.standalone.soak;

import java.util.function.LongSupplier;

/**
 * The longest times for which no batch was finished: those in which a swap was under way, and all
 * others, which say what the machine does by itself. What the machine was seen to hold up in the
 * very time of a swap is no doing of the swap's. One thread finishes batches, another swaps.
 */
final class Pauses {
  private final LongSupplier nanos;
  private final LongSupplier stalled;
  private long last;
  private long stalledAtLast;
  private boolean swapping;
  private boolean swapped;
  private boolean ignored;
  private long atSwaps;
  private long ofSwaps;
  private long otherwise;

  /**
   * @param nanos a clock
   * @param stalled for how many nanoseconds the machine held everything up so far
   */
  Pauses(LongSupplier nanos, LongSupplier stalled) {
    this.nanos = nanos;
    this.stalled = stalled;
    this.last = nanos.getAsLong();
    this.stalledAtLast = stalled.getAsLong();
  }

  /** A batch is finished. */
  synchronized void finished() {
    long now = nanos.getAsLong();
    long stalledNow = stalled.getAsLong();
    long pause = now - last;
    if (!ignored && swapped) {
      atSwaps = Math.max(atSwaps, pause);
      ofSwaps = Math.max(ofSwaps, pause - (stalledNow - stalledAtLast));
    } else if (!ignored) {
      otherwise = Math.max(otherwise, pause);
    }
    last = now;
    stalledAtLast = stalledNow;
    swapped = swapping;
    ignored = false;
  }

  synchronized void swapBegins() {
    swapping = true;
    swapped = true;
  }

  synchronized void swapEnds() {
    swapping = false;
  }

  /** The pause that goes on now comes of looking at memory. */
  synchronized void ignore() {
    ignored = true;
  }

  /** Forgets those so far: code was compiled. */
  synchronized void begin() {
    atSwaps = 0;
    ofSwaps = 0;
    otherwise = 0;
  }

  /** The longest while a model was swapped. */
  synchronized double millisAtSwaps() {
    return atSwaps / 1e6;
  }

  /** The longest of them less what the machine held up in it. */
  synchronized double millisOfSwaps() {
    return ofSwaps / 1e6;
  }

  synchronized double millisOtherwise() {
    return otherwise / 1e6;
  }
}
