package io.longshore.standalone.soak;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * How long the machine held everything up: a thread that does nothing wants to wake a thousand
 * times a second, and when it wakes much too late, so does every other. Other programs on the same
 * processors, the kernel, what lies under a virtual machine, and collections of this JVM all show;
 * what threads of this process wait for among themselves does not.
 */
final class Metronome implements AutoCloseable, LongSupplier {
  private static final long BEAT = 1_000_000;

  /** A machine whose processors are all busy is late by less than this as a matter of course. */
  private static final long STALL = 10_000_000;

  private final Thread thread = new Thread(this::beat, "soak-metronome");
  private volatile boolean running = true;
  private long due = System.nanoTime() + BEAT;
  private long stalled;

  Metronome() {
    thread.setDaemon(true);
    thread.start();
  }

  private void beat() {
    while (running) {
      LockSupport.parkNanos(BEAT);
      awake();
    }
  }

  private synchronized void awake() {
    long now = System.nanoTime();
    stalled += late(now);
    due = now + BEAT;
  }

  private long late(long now) {
    return now - due < STALL ? 0 : now - due;
  }

  /** Nanoseconds so far, up to this moment. */
  @Override
  public synchronized long getAsLong() {
    return stalled + late(System.nanoTime());
  }

  @Override
  public void close() {
    running = false;
  }
}
