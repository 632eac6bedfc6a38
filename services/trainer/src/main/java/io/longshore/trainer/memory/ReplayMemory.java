package io.longshore.trainer.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageId;
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
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Remembers, of every class, the images with the lowest rank: a class-balanced sample of the whole
 * stream that is the same on every replay. Images lie in a journal on disk, which also knows up to
 * which labels the memory is complete; the index is in memory.
 *
 * <p>Not safe for use by several threads.
 */
public final class ReplayMemory implements AutoCloseable {
  private static final String FILE = "memory.journal";
  private static final long WORTH_COMPACTING = 16 << 20;

  private final Path directory;
  private final int perClass;
  private final Rank rank;
  private final SortedMap<String, TreeSet<Remembered>> classes = new TreeMap<>();
  private final Map<ImageId, Remembered> byId = new HashMap<>();
  private final SortedMap<Integer, Long> offsets = new TreeMap<>();
  private Journal journal;

  /** Images in the journal, remembered or not. */
  private long appended;

  /**
   * Opens the memory kept in a directory, or an empty one.
   *
   * @param perClass most images kept of a class
   * @param rank decides which
   */
  public ReplayMemory(Path directory, int perClass, Rank rank) {
    if (perClass < 1) {
      throw new IllegalArgumentException("a memory of " + perClass + " images a class");
    }
    this.directory = directory;
    this.perClass = perClass;
    this.rank = rank;
    this.journal =
        Journal.open(
            directory.resolve(FILE),
            (position, payload) -> JournalEntry.read(payload).replay(this, position));
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
    return kept == null
        || kept.size() < perClass
        || new Remembered(id, className, rank.of(id), 0).compareTo(kept.last()) < 0;
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
    index(id, className, position);
  }

  /** The labels before these offsets are all in the memory. Forces everything to disk. */
  public void commit(Map<Integer, Long> next) {
    offsets.putAll(next);
    journal.append(new JournalEntry.Offsets(new TreeMap<>(offsets)).bytes());
    journal.force();
    if (journal.size() > WORTH_COMPACTING && appended > 2L * byId.size()) {
      compact();
    }
  }

  /** Next label of each partition. */
  public SortedMap<Integer, Long> offsets() {
    return Collections.unmodifiableSortedMap(offsets);
  }

  /** Images remembered of each class. */
  public SortedMap<String, Integer> counts() {
    var counts = new TreeMap<String, Integer>();
    classes.forEach((name, kept) -> counts.put(name, kept.size()));
    return counts;
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

  void index(ImageId id, String className, long position) {
    Optional.ofNullable(byId.remove(id)).ifPresent(this::drop);
    appended++;
    var entry = new Remembered(id, className, rank.of(id), position);
    TreeSet<Remembered> kept = classes.computeIfAbsent(className, c -> new TreeSet<>());
    kept.add(entry);
    byId.put(id, entry);
    if (kept.size() > perClass) {
      byId.remove(kept.pollLast().id());
    }
  }

  void complete(Map<Integer, Long> upTo) {
    offsets.putAll(upTo);
  }

  private void drop(Remembered entry) {
    TreeSet<Remembered> kept = classes.get(entry.className());
    if (kept != null) {
      kept.remove(entry);
      if (kept.isEmpty()) {
        classes.remove(entry.className());
      }
    }
  }

  /** Writes what is still remembered to a new journal and puts it in the place of the old one. */
  private void compact() {
    Path fresh = directory.resolve(FILE + ".new");
    try {
      Files.deleteIfExists(fresh);
      List<Remembered> all = new ArrayList<>(byId.values());
      try (Journal target = Journal.open(fresh, (position, payload) -> {})) {
        all.forEach(r -> target.append(journal.read(r.position())));
        target.append(new JournalEntry.Offsets(new TreeMap<>(offsets)).bytes());
        target.force();
      }
      journal.close();
      Files.move(
          fresh,
          directory.resolve(FILE),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the replay memory in " + directory + " cannot be compacted", e);
    }
    classes.clear();
    byId.clear();
    appended = 0;
    journal =
        Journal.open(
            directory.resolve(FILE),
            (position, payload) -> JournalEntry.read(payload).replay(this, position));
  }

  @Override
  public void close() {
    journal.close();
  }
}
