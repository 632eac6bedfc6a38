package io.longshore.trainer.memory;

import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.Split;
import io.longshore.domain.label.Label;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The two memories of a trainer, which never share an image: one to learn from, one kept back to
 * judge models. Safe for use by several threads; a reader sees both as they are between two labels.
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
    try {
      this.heldOut =
          new ReplayMemory(directory.resolve("held-out"), heldOutPerClass, new Rank(seed));
    } catch (RuntimeException e) {
      learning.close();
      throw e;
    }
    this.split = new Rank(seed ^ HOLDOUT_SALT);
    this.heldOutFraction = heldOutFraction;
  }

  /** Whether the image of this label should be fetched and kept. */
  public boolean wants(Label label) {
    return locked(
        () ->
            memoryOf(label).wants(label.image(), label.className())
                || otherThan(memoryOf(label)).contains(label.image()));
  }

  /**
   * Whether an image is remembered: a label that is wanted all the same corrects an earlier one.
   */
  public boolean contains(ImageId id) {
    return locked(() -> learning.contains(id) || heldOut.contains(id));
  }

  /** Remembers the image of a label, and forgets what earlier labels said of it. */
  public void remember(Label label, Image image) {
    locked(
        () -> {
          otherThan(memoryOf(label)).forget(label.image());
          memoryOf(label).remember(label.image(), label.className(), image);
          return true;
        });
  }

  /** Does several changes that a reader sees all or none of. */
  void together(Runnable changes) {
    locked(
        () -> {
          changes.run();
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

  /**
   * Next label of each partition: where to go on after a restart. A memory that is ahead of the
   * other reads the labels between them twice, which changes nothing.
   */
  public SortedMap<Integer, Long> offsets() {
    return locked(
        () -> {
          var both = new TreeMap<>(learning.offsets());
          both.keySet().retainAll(heldOut.offsets().keySet());
          heldOut.offsets().forEach((p, next) -> both.computeIfPresent(p, (q, l) -> min(l, next)));
          return both;
        });
  }

  private static Long min(Long a, Long b) {
    return Math.min(a, b);
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
    SortedMap<Integer, Long> reached = offsets();
    return wanted.entrySet().stream()
        .allMatch(e -> reached.getOrDefault(e.getKey(), 0L) >= e.getValue());
  }

  /** Reads both memories at once; nothing changes meanwhile. */
  public <T> T read(Function<View, T> reader) {
    return locked(() -> reader.apply(new View(learning, heldOut)));
  }

  /** Both memories, to be read at once. */
  public record View(ReplayMemory learning, ReplayMemory heldOut) {

    /** Grows with every image that comes or goes. */
    public long changes() {
      return learning.changes() + heldOut.changes();
    }

    /** Ids of images that went, or changed their place, since this was asked last. */
    public Set<ImageId> takeGone() {
      var gone = new HashSet<>(learning.takeGone());
      gone.addAll(heldOut.takeGone());
      return gone;
    }

    public Image image(ImageId id) {
      return (learning.contains(id) ? learning : heldOut).image(id);
    }
  }

  private ReplayMemory memoryOf(Label label) {
    return isHeldOut(label.split(), label.image()) ? heldOut : learning;
  }

  private ReplayMemory otherThan(ReplayMemory memory) {
    return memory == learning ? heldOut : learning;
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
          try (heldOut) {
            learning.close();
          }
          return true;
        });
  }
}
