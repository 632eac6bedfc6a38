package io.longshore.scorer.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A bound on what is held at a time, in bytes or pixels, however many threads ask; so many clients
 * mean waiting, or a 503, and not a growing heap.
 */
final class Room {
  private final Semaphore free;
  private final String full;

  /**
   * @param full what is said when there is no room
   */
  Room(int size, String full) {
    this.free = new Semaphore(size, true);
    this.full = full;
  }

  /** A part of the room, taken until it is closed. */
  final class Share implements AutoCloseable {
    private int size;

    private Share(int size) {
      this.size = size;
    }

    /**
     * Takes more.
     *
     * @throws HttpProblem 503 if there is no room for it now
     */
    synchronized void grow(long more) {
      if (more > Integer.MAX_VALUE - size || !free.tryAcquire((int) more)) {
        throw new HttpProblem(HttpProblem.UNAVAILABLE, full);
      }
      size += (int) more;
    }

    @Override
    public synchronized void close() {
      free.release(size);
      size = 0;
    }
  }

  /**
   * Takes a share if there is room soon.
   *
   * @throws HttpProblem 503 if there is none
   */
  Share take(int size, Duration patience) {
    try {
      if (free.tryAcquire(size, patience.toNanos(), TimeUnit.NANOSECONDS)) {
        return new Share(size);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new HttpProblem(HttpProblem.UNAVAILABLE, full);
  }
}
