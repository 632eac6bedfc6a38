package io.longshore.trainer.memory;

import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.Split;
import io.longshore.domain.label.Label;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The two memories of a trainer, which never share an image: one to learn from, one kept back to
 * judge models. Safe for use by several threads; a reader sees both between two commits.
 *
 * <p>An image is kept back if its sender said so, or if its id falls into the held-out fraction.
 */
public final class Memories implements AutoCloseable {
  private static final long HOLDOUT_SALT = 0x686f6c646f7574L;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition committed = lock.newCondition();
  private final ReplayMemory learning;
  private final ReplayMemory heldOut;
  private final Rank split;
  private final double heldOutFraction;

  /**
   * @param directory where both keep their journals
   * @param perClass most images of a class to learn from
   * @param heldOutPerClass most images of a class kept back
   * @param heldOutFraction of images whose sender did not say, in [0, 1)
   * @param seed decides which images are kept
   */
  public Memories(
      Path directory, int perClass, int heldOutPerClass, double heldOutFraction, long seed) {
    if (!(heldOutFraction >= 0 && heldOutFraction < 1)) {
      throw new IllegalArgumentException(
          "a held-out fraction of " + heldOutFraction + "; it must be in [0, 1)");
    }
    this.learning = new ReplayMemory(directory.resolve("learning"), perClass, new Rank(seed));
    this.heldOut = new ReplayMemory(directory.resolve("held-out"), heldOutPerClass, new Rank(seed));
    this.split = new Rank(seed ^ HOLDOUT_SALT);
    this.heldOutFraction = heldOutFraction;
  }

  /** Whether the image of this label should be fetched and kept. */
  public boolean wants(Label label) {
    return locked(() -> memoryOf(label).wants(label.image(), label.className()));
  }

  public void remember(Label label, Image image) {
    locked(
        () -> {
          memoryOf(label).remember(label.image(), label.className(), image);
          return true;
        });
  }

  /**
   * The labels before these offsets are remembered; forces both memories to disk, the learning one
   * last.
   */
  public void commit(Map<Integer, Long> next) {
    locked(
        () -> {
          heldOut.commit(next);
          learning.commit(next);
          committed.signalAll();
          return true;
        });
  }

  /** Next label of each partition: where to go on after a restart. */
  public SortedMap<Integer, Long> offsets() {
    return locked(learning::offsets);
  }

  /**
   * Waits until the labels before these offsets are remembered.
   *
   * @param givingUp asked now and then whether to wait no longer
   */
  public void await(Map<Integer, Long> wanted, BooleanSupplier givingUp)
      throws InterruptedException {
    lock.lock();
    try {
      while (!givingUp.getAsBoolean() && !hasReached(wanted)) {
        var unused = committed.await(100, TimeUnit.MILLISECONDS);
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean hasReached(Map<Integer, Long> wanted) {
    return wanted.entrySet().stream()
        .allMatch(e -> learning.offsets().getOrDefault(e.getKey(), 0L) >= e.getValue());
  }

  /** Reads both memories as they are between two commits. */
  public <T> T read(Function<View, T> reader) {
    return locked(() -> reader.apply(new View(learning, heldOut)));
  }

  /** Both memories, to be read at once. */
  public record View(ReplayMemory learning, ReplayMemory heldOut) {}

  private ReplayMemory memoryOf(Label label) {
    return isHeldOut(label.split(), label.image()) ? heldOut : learning;
  }

  private boolean isHeldOut(Split said, ImageId id) {
    return said == Split.HOLDOUT || (heldOutFraction > 0 && split.within(id, heldOutFraction));
  }

  private <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    locked(
        () -> {
          learning.close();
          heldOut.close();
          return true;
        });
  }
}
