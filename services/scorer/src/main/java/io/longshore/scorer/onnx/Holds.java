package io.longshore.scorer.onnx;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts who uses something that must not be closed under its users: its owner and those who hold
 * it for a while. Once nobody is left, nobody can come any more.
 */
final class Holds {
  private final AtomicInteger count = new AtomicInteger(1); // the owner

  /** One more user; false if the last has gone. */
  boolean take() {
    int now = count.get();
    while (now > 0) {
      if (count.compareAndSet(now, now + 1)) {
        return true;
      }
      now = count.get();
    }
    return false;
  }

  /** One user less. */
  void letGo() {
    if (count.decrementAndGet() < 0) {
      throw new IllegalStateException("let go more often than taken");
    }
  }

  boolean areGone() {
    return count.get() == 0;
  }
}
