package io.longshore.standalone.soak;

import io.longshore.scorer.onnx.Lane;
import io.longshore.scorer.onnx.OnnxModel;
import io.longshore.scorer.serving.Lease;
import io.longshore.scorer.serving.ServingSlot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Threads that score batch after batch with whatever is served, as a scorer's workers do. A batch
 * that fails ends the soak: at a swap none may be lost.
 */
final class SoakScoring implements AutoCloseable {
  private static final double MILLIS = 1e6;

  private final ServingSlot slot;
  private final int batch;
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicLong batches = new AtomicLong();
  private final AtomicLong longestWait = new AtomicLong(); // nanoseconds
  private final AtomicLong longestBatch = new AtomicLong();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile boolean ending;

  /** Starts the threads; they score once something is served. */
  SoakScoring(ServingSlot slot, int threads, int batch) {
    this.slot = slot;
    this.batch = batch;
    for (int t = 0; t < threads; t++) {
      this.threads.add(new Thread(this::score, "soak-scores-" + t));
    }
    this.threads.forEach(Thread::start);
  }

  private void score() {
    try (var lane = new Lane(batch)) {
      while (!ending) {
        long asked = System.nanoTime();
        Optional<Lease> lease = slot.lease();
        if (lease.isEmpty()) {
          Thread.onSpinWait();
          continue;
        }
        long began = System.nanoTime();
        try (Lease held = lease.get()) {
          OnnxModel model = held.serving().model();
          int answers = lane.score(model, batch).remaining();
          if (answers != batch * model.classNames().size()) {
            throw new IllegalStateException(answers + " logits for a batch of " + batch);
          }
        }
        longestWait.accumulateAndGet(began - asked, Math::max);
        longestBatch.accumulateAndGet(System.nanoTime() - began, Math::max);
        batches.incrementAndGet();
      }
    } catch (RuntimeException | Error e) {
      failure.set(e);
    }
  }

  /** Waits until so many more batches are scored. */
  void awaitBatches(int more) throws InterruptedException {
    long wanted = batches.get() + more;
    while (batches.get() < wanted) {
      Throwable problem = failure.get();
      if (problem != null) {
        throw new IllegalStateException("a batch was lost at a swap: " + problem, problem);
      }
      Thread.sleep(1);
    }
  }

  /** Begins to look for the longest times anew: what came before was not warm. */
  void forgetWaits() {
    longestWait.set(0);
    longestBatch.set(0);
  }

  @Override
  public void close() {
    ending = true;
    boolean interrupted = false;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d batches of %d on %d threads, none lost: longest wait for a model %.2f ms, longest batch %.1f ms",
        batches.get(),
        batch,
        threads.size(),
        longestWait.get() / MILLIS,
        longestBatch.get() / MILLIS);
  }
}
