package io.longshore.ingest.image;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the memory that decoding takes: so many pixels may be in decoding at a time, however many
 * threads ask. First come, first served, so a large image is not passed by small ones for ever.
 */
public final class PixelBudget {

  /** Of a pixel while it is decoded, four channels of 16 bits at most, and its canonical form. */
  private static final int BYTES_OF_A_PIXEL = 14;

  private final int pixels;
  private final Duration patience;
  private final Semaphore free;

  /**
   * @param pixels in decoding at a time; 25 million are up to 200 MB
   * @param patience how long an image waits for its turn
   */
  public PixelBudget(int pixels, Duration patience) {
    this.pixels = pixels;
    this.patience = patience;
    this.free = new Semaphore(pixels, true);
  }

  /** How many pixels may be in decoding on a heap of so many bytes: in three quarters of it. */
  public static int onHeap(long bytes) {
    return (int) Math.min(Integer.MAX_VALUE, bytes / 4 * 3 / BYTES_OF_A_PIXEL);
  }

  int pixels() {
    return pixels;
  }

  Duration patience() {
    return patience;
  }

  /**
   * Takes that many pixels; false when their turn does not come in time or the thread is
   * interrupted.
   */
  boolean take(int wanted) {
    try {
      return free.tryAcquire(wanted, patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  void giveBack(int taken) {
    free.release(taken);
  }
}
