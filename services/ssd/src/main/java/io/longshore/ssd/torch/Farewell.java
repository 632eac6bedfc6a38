package io.longshore.ssd.torch;

import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Keeps a process that ends from taking libtorch apart under a thread that is still in it, which
 * would crash instead of exit: at shutdown it waits for the work that is under way, and lets none
 * begin.
 */
final class Farewell {
  /** A step of a large network on a processor that others use may take minutes. */
  private static final long PATIENCE_SECONDS = 600;

  private static final ReentrantReadWriteLock LOCK = new ReentrantReadWriteLock();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(Farewell::waitForWork, "torch-farewell"));
  }

  private Farewell() {}

  private static void waitForWork() {
    try {
      // never unlocked: whoever asks to begin waits until the process is gone
      boolean quiet = LOCK.writeLock().tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!quiet) {
        System.getLogger(Farewell.class.getName())
            .log(Level.WARNING, "the process ends while libtorch is still at work");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void enter() {
    LOCK.readLock().lock();
  }

  static void leave() {
    LOCK.readLock().unlock();
  }
}
