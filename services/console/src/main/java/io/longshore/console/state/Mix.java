package io.longshore.console.state;

import io.longshore.domain.frequency.ClassFrequencies;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The class mix: the latest snapshot, and since when each class is there. */
public final class Mix {
  private static final int CLASSES = 200_000;

  private final Map<String, Instant> first = new HashMap<>();
  private Set<String> before = Set.of();
  private boolean cut;
  private Optional<ClassFrequencies> latest = Optional.empty();

  /** Labels before those that will be told were not read. */
  public void cut() {
    cut = true;
  }

  /** A snapshot; one that is older than the latest is ignored. */
  public void told(ClassFrequencies snapshot) {
    if (latest.isEmpty()) {
      before = snapshot.classes().keySet();
    }
    if (latest.filter(known -> known.sequence() > snapshot.sequence()).isEmpty()) {
      latest = Optional.of(snapshot);
    }
  }

  /** A label of a class. */
  public void labelled(String className, Instant at) {
    if (first.size() < CLASSES || first.containsKey(className)) {
      first.merge(className, at, (known, now) -> now.isBefore(known) ? now : known);
    }
  }

  public Optional<ClassFrequencies> latest() {
    return latest;
  }

  /**
   * When a class was first labelled; empty if nobody knows: it was there before the labels that
   * were read.
   */
  public Optional<Instant> firstSeen(String className) {
    return cut && before.contains(className)
        ? Optional.empty()
        : Optional.ofNullable(first.get(className));
  }
}
