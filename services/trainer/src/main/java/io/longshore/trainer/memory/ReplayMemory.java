package io.longshore.trainer.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.model.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

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
  private final int perClass;
  private final Rank rank;
  private final long worthCompacting;
  private final SortedMap<String, TreeSet<Remembered>> classes = new TreeMap<>();
  private final Map<ImageId, Remembered> byId = new HashMap<>();
  private final SortedMap<Integer, Long> offsets = new TreeMap<>();
  private Journal journal;
  private final Set<ImageId> gone = new HashSet<>();
  private long changes;

  /** Images in the journal, remembered or not. */
  private long appended;

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
    if (perClass < 1) {
      throw new IllegalArgumentException("a memory of " + perClass + " images a class");
    }
    this.directory = directory;
    this.perClass = perClass;
    this.rank = rank;
    this.worthCompacting = worthCompacting;
    this.journal = open();
  }

  private Journal open() {
    var batch = new ArrayList<Runnable>();
    return Journal.open(
        directory.resolve(FILE),
        (position, payload) -> {
          JournalEntry entry = JournalEntry.read(payload);
          batch.add(entry.on(this, position));
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
    Remembered known = byId.get(id);
    if (known != null) {
      return !known.className().equals(className); // the label was corrected
    }
    TreeSet<Remembered> kept = classes.get(className);
    return kept == null || kept.size() < perClass || kept.last().isAfter(rank.of(id), id);
  }

  public boolean contains(ImageId id) {
    return byId.containsKey(id);
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
    index(entry(id, className, image.shape(), position));
  }

  /** Gives an image up, if it is there. Durable after {@link #commit}. */
  public void forget(ImageId id) {
    if (byId.containsKey(id)) {
      journal.append(new JournalEntry.Forgotten(id).bytes());
      drop(id);
    }
  }

  /** The labels before these offsets are all in the memory. Forces everything to disk. */
  public void commit(Map<Integer, Long> next) {
    var complete = new TreeMap<>(offsets);
    complete.putAll(next);
    journal.append(new JournalEntry.Offsets(complete).bytes());
    journal.force();
    complete(complete);
    if (journal.size() > worthCompacting && appended > 2L * byId.size()) {
      compact();
    }
  }

  /** Next label of each partition. */
  public SortedMap<Integer, Long> offsets() {
    return Collections.unmodifiableSortedMap(offsets);
  }

  /** Grows with every image that comes or goes. */
  public long changes() {
    return changes;
  }

  /**
   * Ids of images that went since this was asked last, whether or not another image came under the
   * same id: what somebody computed from them is worth nothing.
   */
  public Set<ImageId> takeGone() {
    Set<ImageId> taken = Set.copyOf(gone);
    gone.clear();
    return taken;
  }

  /** Images remembered of each class. */
  public SortedMap<String, Integer> counts() {
    var counts = new TreeMap<String, Integer>();
    classes.forEach((name, kept) -> counts.put(name, kept.size()));
    return counts;
  }

  /** Images remembered of each shape. */
  public Map<ImageShape, Integer> shapes() {
    var shapes = new HashMap<ImageShape, Integer>();
    byId.values().forEach(entry -> shapes.merge(entry.shape(), 1, Integer::sum));
    return shapes;
  }

  public int size() {
    return byId.size();
  }

  /** Ids of the images of a class, lowest rank first. */
  public List<ImageId> ids(String className) {
    return classes.getOrDefault(className, new TreeSet<>()).stream().map(Remembered::id).toList();
  }

  public Image image(ImageId id) {
    Remembered known = byId.get(id);
    if (known == null) {
      throw new IllegalArgumentException("image " + id + " is not remembered");
    }
    return ((JournalEntry.Kept) JournalEntry.read(journal.read(known.position()))).image();
  }

  /**
   * SHA-256 over classes and image ids in order: two memories with the same digest train the same
   * model.
   */
  public String digest() {
    MessageDigest digest = Sha256.digest();
    classes.forEach(
        (name, kept) -> {
          digest.update((name.length() + ":" + name + "\n").getBytes(UTF_8));
          kept.forEach(r -> digest.update((r.id().value() + "\n").getBytes(UTF_8)));
        });
    return HexFormat.of().formatHex(digest.digest());
  }

  Remembered entry(ImageId id, String className, ImageShape shape, long position) {
    return new Remembered(id, className, rank.of(id), shape, position);
  }

  void index(Remembered entry) {
    drop(entry.id());
    appended++;
    changes++;
    TreeSet<Remembered> kept = classes.computeIfAbsent(entry.className(), c -> new TreeSet<>());
    kept.add(entry);
    byId.put(entry.id(), entry);
    if (kept.size() > perClass) {
      gone.add(kept.last().id());
      byId.remove(kept.last().id());
      kept.pollLast();
    }
  }

  void drop(ImageId id) {
    @Nullable Remembered known = byId.remove(id);
    if (known == null) {
      return;
    }
    changes++;
    gone.add(id);
    TreeSet<Remembered> kept = classes.getOrDefault(known.className(), new TreeSet<>());
    kept.remove(known);
    if (kept.isEmpty()) {
      classes.remove(known.className());
    }
  }

  void complete(Map<Integer, Long> upTo) {
    offsets.putAll(upTo);
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
        byId.values().forEach(r -> target.append(journal.read(r.position())));
        target.append(new JournalEntry.Offsets(offsets).bytes());
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
    classes.clear();
    byId.clear();
    appended = 0;
    journal = open();
  }

  @Override
  public void close() {
    journal.close();
  }
}
