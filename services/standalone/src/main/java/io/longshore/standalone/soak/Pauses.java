package io.longshore.standalone.soak;

/**
 * The longest times for which no batch was finished: those in which a swap was under way, and all
 * others, which say what the machine does by itself. One thread finishes batches, another swaps.
 */
final class Pauses {
  private long last = System.nanoTime();
  private boolean swapping;
  private boolean swapped;
  private boolean ignored;
  private long atSwaps;
  private long otherwise;

  /** A batch is finished. */
  synchronized void finished() {
    long now = System.nanoTime();
    if (!ignored && swapped) {
      atSwaps = Math.max(atSwaps, now - last);
    } else if (!ignored) {
      otherwise = Math.max(otherwise, now - last);
    }
    last = now;
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
    otherwise = 0;
  }

  synchronized double millisAtSwaps() {
    return atSwaps / 1e6;
  }

  synchronized double millisOtherwise() {
    return otherwise / 1e6;
  }
}
