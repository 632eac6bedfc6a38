package io.longshore.scorer.pipeline;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts what came and is not yet safe. */
final class InFlight {
  private final Map<Integer, Integer> ofPartition = new HashMap<>();
  private volatile int items;
  private volatile long pixels;

  synchronized void add(List<? extends Item> more) {
    count(more, 1);
  }

  synchronized void remove(List<? extends Item> gone) {
    count(gone, -1);
    notifyAll();
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // written under the monitor, read without
  private void count(List<? extends Item> some, int sign) {
    for (Item item : some) {
      ofPartition.merge(
          item.partition(), sign, (a, b) -> a + b == 0 ? null : Integer.valueOf(a + b));
      pixels += sign * item.pixels();
    }
    items += sign * some.size();
  }

  int items() {
    return items;
  }

  long pixels() {
    return pixels;
  }

  /** Waits until nothing of these partitions is in flight; false if that takes too long. */
  synchronized boolean awaitGone(Collection<Integer> partitions, Duration patience)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (partitions.stream().anyMatch(ofPartition::containsKey)) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  /** Waits until nothing at all is in flight; false if that takes too long. */
  synchronized boolean awaitNothing(Duration patience) throws InterruptedException {
    return awaitGone(List.copyOf(ofPartition.keySet()), patience);
  }
}
