package io.longshore.ingest;

import java.time.Duration;
import java.util.Optional;

/**
 * Bounds what is under way between a sender and the broker's acknowledgement, in bytes and in
 * number, so that a slow broker means waiting senders and not a growing heap. One image larger than
 * the whole bound passes when nothing else is under way.
 */
public final class InFlight {
  /** Others who do not wait may keep it too full for a waker, and still leave room now and then. */
  private static final long LOOK_AGAIN_MILLIS = 20;

  private final long maxBytes;
  private final int maxShares;
  private long bytes;
  private int shares;
  private boolean closed;

  public InFlight(long maxBytes, int maxShares) {
    if (maxBytes < 1 || maxShares < 1) {
      throw new IllegalArgumentException(
          "the bounds of what is in flight are above zero, got %d bytes, %d images"
              .formatted(maxBytes, maxShares));
    }
    this.maxBytes = maxBytes;
    this.maxShares = maxShares;
  }

  /** A part of the bound, taken until it is closed. */
  public final class Share implements AutoCloseable {
    private long held;
    private boolean given;

    private Share(long held) {
      this.held = held;
    }

    /**
     * Counts more bytes to this share, beyond the bound if need be: whoever has begun is let
     * finish, and others wait for longer.
     */
    public void grow(long more) {
      synchronized (InFlight.this) {
        if (!given) {
          held += more;
          bytes += more;
        }
      }
    }

    @Override
    public void close() {
      synchronized (InFlight.this) {
        if (!given) {
          given = true;
          bytes -= held;
          shares--;
          if (shares == 0 || hasRoomToWakeFor()) {
            InFlight.this.notifyAll();
          }
        }
      }
    }
  }

  /** Takes a share if there is room. */
  public synchronized Optional<Share> tryTake(long wanted) {
    return closed || !fits(wanted) ? Optional.empty() : Optional.of(taken(wanted));
  }

  /** Why there was no share to be had, and what to do. */
  public synchronized String reason() {
    return closed
        ? "ingest is stopping; send it again in a while"
        : "too much is under way to the broker; send it again in a while";
  }

  /**
   * Waits for room.
   *
   * @throws IllegalStateException if ingest is stopping
   */
  public synchronized Share take(long wanted) throws InterruptedException {
    while (!closed && !fits(wanted)) {
      wait(LOOK_AGAIN_MILLIS);
    }
    if (closed) {
      throw new IllegalStateException("ingest is stopping and takes nothing more");
    }
    return taken(wanted);
  }

  /** Lets nobody begin any more. */
  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** Waits until nothing is under way; false if that takes too long. */
  public synchronized boolean awaitEmpty(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (shares > 0) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  /** Bytes under way. */
  public synchronized long bytes() {
    return bytes;
  }

  /**
   * Waking somebody for each share given back costs more than an image; whoever waits is woken when
   * there is room for a good many, or when nothing is left that could make room.
   */
  private boolean hasRoomToWakeFor() {
    return shares <= maxShares - maxShares / 4 && bytes <= maxBytes - maxBytes / 4;
  }

  private boolean fits(long wanted) {
    return shares < maxShares && (shares == 0 || bytes + wanted <= maxBytes);
  }

  private Share taken(long wanted) {
    bytes += wanted;
    shares++;
    return new Share(wanted);
  }
}
