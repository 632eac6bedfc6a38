package io.longshore.scorer.pipeline;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Puts what workers finish in any order back into the order of its numbers, which have no gaps and
 * begin with 1.
 */
final class Sequencer<T> {
  private final Map<Long, T> finished = new HashMap<>();
  private long next = 1;
  private boolean closed;

  synchronized void finished(long number, T batch) {
    finished.put(number, batch);
    if (number == next) {
      notifyAll();
    }
  }

  /** The next one; empty if it does not come in time. */
  synchronized Optional<T> take(long nanos) throws InterruptedException {
    long deadline = System.nanoTime() + nanos;
    T batch = finished.remove(next);
    while (batch == null && !closed) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return Optional.empty();
      }
      wait(left / 1_000_000, (int) (left % 1_000_000));
      batch = finished.remove(next);
    }
    if (batch != null) {
      next++;
    }
    return Optional.ofNullable(batch);
  }

  /** Nothing more will be finished. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  synchronized boolean isClosed() {
    return closed;
  }
}
