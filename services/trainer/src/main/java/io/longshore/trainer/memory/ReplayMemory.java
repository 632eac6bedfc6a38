package io.longshore.trainer.memory;

import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageShape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Remembers, of every class, the images with the lowest rank: a class-balanced sample of the whole
 * stream that is the same on every replay. Images lie in a journal on disk, which also knows up to
 * which labels the memory is complete; the index is in memory.
 *
 * <p>What happens between two commits is one batch: after a crash all of it is there or nothing, so
 * that reading the same labels again leads to the same memory.
 *
 * <p>An image whose label is corrected moves to its new class. The place it leaves stays free until
 * the next image of the old class comes: what was passed over while it was there is gone.
 *
 * <p>Not safe for use by several threads.
 */
public final class ReplayMemory implements AutoCloseable {
  private static final String FILE = "memory.journal";
  private static final long WORTH_COMPACTING = 16 << 20;

  private final Path directory;
  private final long worthCompacting;
  private final MemoryIndex index;
  private Journal journal;

  /**
   * Opens the memory kept in a directory, or an empty one.
   *
   * @param perClass most images kept of a class
   * @param rank decides which
   */
  public ReplayMemory(Path directory, int perClass, Rank rank) {
    this(directory, perClass, rank, WORTH_COMPACTING);
  }

  /**
   * @param worthCompacting bytes below which the journal is left as it is
   */
  ReplayMemory(Path directory, int perClass, Rank rank, long worthCompacting) {
    this.directory = directory;
    this.index = new MemoryIndex(perClass, rank);
    this.worthCompacting = worthCompacting;
    this.journal = open();
  }

  private Journal open() {
    var batch = new ArrayList<Runnable>();
    return Journal.open(
        directory.resolve(FILE),
        (position, payload) -> {
          JournalEntry entry = JournalEntry.read(payload);
          batch.add(entry.on(index, position));
          if (entry.endsBatch()) {
            batch.forEach(Runnable::run);
            batch.clear();
          }
          return entry.endsBatch();
        });
  }

  /**
   * Whether an image of this class would be kept: it is new, and its rank is among the lowest.
   * Fetch its bytes only then.
   */
  public boolean wants(ImageId id, String className) {
    return index.wants(id, className);
  }

  public boolean contains(ImageId id) {
    return index.find(id).isPresent();
  }

  /**
   * Keeps an image, and forgets the one with the highest rank if its class is full. Durable after
   * {@link #commit}.
   */
  public void remember(ImageId id, String className, Image image) {
    if (!wants(id, className)) {
      return;
    }
    long position = journal.append(new JournalEntry.Kept(id, className, image).bytes());
    index.add(index.entry(id, className, image.shape(), position));
  }

  /** Gives an image up, if it is there. Durable after {@link #commit}. */
  public void forget(ImageId id) {
    if (contains(id)) {
      journal.append(new JournalEntry.Forgotten(id).bytes());
      index.drop(id);
    }
  }

  /** The labels before these offsets are all in the memory. Forces everything to disk. */
  public void commit(Map<Integer, Long> next) {
    var complete = new TreeMap<>(index.offsets());
    complete.putAll(next);
    journal.append(new JournalEntry.Offsets(complete).bytes());
    journal.force();
    index.complete(complete);
    if (journal.size() > worthCompacting && index.isMostlyForgotten()) {
      compact();
    }
  }

  /** Next label of each partition. */
  public SortedMap<Integer, Long> offsets() {
    return index.offsets();
  }

  /** Grows with every image that comes or goes. */
  public long changes() {
    return index.changes();
  }

  /**
   * Ids of images that went since this was asked last, whether or not another image came under the
   * same id: what somebody computed from them is worth nothing.
   */
  public Set<ImageId> takeGone() {
    return index.takeGone();
  }

  /** Images remembered of each class. */
  public SortedMap<String, Integer> counts() {
    return index.counts();
  }

  /** Images remembered of each shape. */
  public Map<ImageShape, Integer> shapes() {
    return index.shapes();
  }

  public int size() {
    return index.size();
  }

  /** Ids of the images of a class, lowest rank first. */
  public List<ImageId> ids(String className) {
    return index.ids(className);
  }

  public Image image(ImageId id) {
    Remembered known =
        index
            .find(id)
            .orElseThrow(() -> new IllegalArgumentException("image " + id + " is not remembered"));
    return ((JournalEntry.Kept) JournalEntry.read(journal.read(known.position()))).image();
  }

  /**
   * SHA-256 over classes and image ids in order: two memories with the same digest train the same
   * model.
   */
  public String digest() {
    return index.digest();
  }

  /**
   * Writes what is still remembered to a new journal and puts it in the place of the old one, which
   * stays until then.
   */
  private void compact() {
    Path fresh = directory.resolve(FILE + ".new");
    try {
      Files.deleteIfExists(fresh);
      try (Journal target = Journal.open(fresh, (position, payload) -> true)) {
        index.all().forEach(r -> target.append(journal.read(r.position())));
        target.append(new JournalEntry.Offsets(new TreeMap<>(index.offsets())).bytes());
        target.force();
      }
      Files.move(
          fresh,
          directory.resolve(FILE),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the replay memory in %s cannot be compacted: %s; free disk space or move longshore.data-directory"
              .formatted(directory, e.getMessage()),
          e);
    }
    journal.close();
    index.clear();
    journal = open();
  }

  @Override
  public void close() {
    journal.close();
  }
}
