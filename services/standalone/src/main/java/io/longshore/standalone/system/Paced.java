package io.longshore.standalone.system;

import java.util.Iterator;
import java.util.concurrent.locks.LockSupport;

/** Hands out items on a fixed schedule, which does not slip when a single one is late. */
public final class Paced<T> implements Iterator<T> {
  private final Iterator<T> items;
  private final long interval;
  private long due = System.nanoTime();

  /**
   * @param interval nanoseconds from one item to the next; the first is due now
   */
  public Paced(Iterator<T> items, long interval) {
    this.items = items;
    this.interval = interval;
  }

  @Override
  public boolean hasNext() {
    return items.hasNext();
  }

  @Override
  public T next() {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    due += interval;
    return items.next();
  }
}
