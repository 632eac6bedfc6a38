package io.longshore.scorer.serving;

import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.scorer.onnx.OnnxModel;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where the thread that scores meets those that change what is served. A batch is scored under the
 * read lock and a change is made under the write lock, so a batch sees one model and one trim, a
 * change waits for at most one batch, and once {@link #serve} has returned nobody uses the model
 * that served before.
 */
public final class ServingSlot {
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final TrimPolicy policy;
  private @Nullable Serving serving;
  private @Nullable ClassFrequencies frequencies;

  public ServingSlot(TrimPolicy policy) {
    this.policy = policy;
  }

  /** Makes a model the one that answers, trimmed to the latest class frequencies. */
  public void serve(OnnxModel model, long planEpoch) {
    lock.writeLock().lock();
    try {
      serving = new Serving(model, planEpoch, trimOf(model));
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Trims the model that answers, and those that will, to newer class frequencies. */
  public void trimTo(ClassFrequencies latest) {
    lock.writeLock().lock();
    try {
      frequencies = latest;
      if (serving != null) {
        serving = new Serving(serving.model(), serving.planEpoch(), trimOf(serving.model()));
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Serves nothing any more. */
  void clear() {
    lock.writeLock().lock();
    try {
      serving = null;
    } finally {
      lock.writeLock().unlock();
    }
  }

  /**
   * Scores with what is served now; it stays open until the function returns.
   *
   * @throws IllegalStateException if nothing is served yet
   */
  public <R> R use(Function<Serving, R> batch) {
    lock.readLock().lock();
    try {
      if (serving == null) {
        throw new IllegalStateException("no model is live yet");
      }
      return batch.apply(serving);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** What is served now, to tell of it; to score, {@link #use} it. */
  public Optional<Serving> current() {
    lock.readLock().lock();
    try {
      return Optional.ofNullable(serving);
    } finally {
      lock.readLock().unlock();
    }
  }

  private Trim trimOf(OnnxModel model) {
    return frequencies == null
        ? Trim.none(model.classNames().size())
        : policy.trim(model.manifest().recipe(), frequencies);
  }
}
