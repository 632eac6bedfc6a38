package io.longshore.ingest;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Hands work to another thread by the burst. The broker acknowledges hundreds of records with one
 * answer, and waking a thread for each costs more than what there is to do; here the first wakes
 * one, which does all that it finds, one after the other and in the order in which it came.
 */
final class Drain implements Executor {
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean called = new AtomicBoolean();
  private final Executor threads;

  /**
   * @param threads of which one at a time is taken, until nothing waits
   */
  Drain(Executor threads) {
    this.threads = threads;
  }

  /**
   * @throws RejectedExecutionException if the threads take nothing more; then the work is not done
   */
  @Override
  public void execute(Runnable work) {
    waiting.add(work);
    try {
      callIfNobodyComes();
    } catch (RejectedExecutionException e) {
      waiting.remove(work);
      throw e;
    }
  }

  private void callIfNobodyComes() {
    if (called.compareAndSet(false, true)) {
      try {
        threads.execute(this::drain);
      } catch (RejectedExecutionException e) {
        called.set(false);
        throw e;
      }
    }
  }

  /**
   * Work that throws does not keep the rest waiting; nor does work that came at the last moment.
   */
  private void drain() {
    try {
      for (Runnable work = waiting.poll(); work != null; work = waiting.poll()) {
        work.run();
      }
    } finally {
      called.set(false);
      if (!waiting.isEmpty()) {
        callIfNobodyComes();
      }
    }
  }
}
