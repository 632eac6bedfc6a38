package io.longshore.trainer.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.model.Sha256;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which images are remembered, and where each lies in the journal: of every class those with the
 * lowest rank.
 */
final class MemoryIndex {
  private final int perClass;
  private final Rank rank;
  private final SortedMap<String, TreeSet<Remembered>> classes = new TreeMap<>();
  private final Map<ImageId, Remembered> byId = new HashMap<>();
  private final SortedMap<Integer, Long> offsets = new TreeMap<>();
  private final Set<ImageId> gone = new HashSet<>();
  private long changes;

  /** Images in the journal, remembered or not. */
  private long appended;

  /**
   * @param perClass most images kept of a class
   * @param rank decides which
   */
  MemoryIndex(int perClass, Rank rank) {
    if (perClass < 1) {
      throw new IllegalArgumentException("a memory of " + perClass + " images a class");
    }
    this.perClass = perClass;
    this.rank = rank;
  }

  boolean wants(ImageId id, String className) {
    Remembered known = byId.get(id);
    if (known != null) {
      return !known.className().equals(className); // the label was corrected
    }
    TreeSet<Remembered> kept = classes.get(className);
    return kept == null || kept.size() < perClass || kept.last().isAfter(rank.of(id), id);
  }

  Optional<Remembered> find(ImageId id) {
    return Optional.ofNullable(byId.get(id));
  }

  Collection<Remembered> all() {
    return Collections.unmodifiableCollection(byId.values());
  }

  int size() {
    return byId.size();
  }

  /** Whether more than half of the images in the journal are remembered no longer. */
  boolean isMostlyForgotten() {
    return appended > 2L * byId.size();
  }

  SortedMap<Integer, Long> offsets() {
    return Collections.unmodifiableSortedMap(offsets);
  }

  long changes() {
    return changes;
  }

  Set<ImageId> takeGone() {
    Set<ImageId> taken = Set.copyOf(gone);
    gone.clear();
    return taken;
  }

  SortedMap<String, Integer> counts() {
    var counts = new TreeMap<String, Integer>();
    classes.forEach((name, kept) -> counts.put(name, kept.size()));
    return counts;
  }

  Map<ImageShape, Integer> shapes() {
    var shapes = new HashMap<ImageShape, Integer>();
    byId.values().forEach(entry -> shapes.merge(entry.shape(), 1, Integer::sum));
    return shapes;
  }

  List<ImageId> ids(String className) {
    return classes.getOrDefault(className, new TreeSet<>()).stream().map(Remembered::id).toList();
  }

  String digest() {
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

  void add(Remembered entry) {
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

  /** Forgets what lies where, for a journal that will be read from its beginning. */
  void clear() {
    classes.clear();
    byId.clear();
    appended = 0;
  }
}
