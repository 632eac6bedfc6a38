package io.longshore.loadtest.kill;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** What was sent and what its sender was told. Safe for use by several threads. */
final class Ledger {
  private final Map<String, Outcome> images = new ConcurrentHashMap<>();
  private final Map<String, Outcome> labels = new ConcurrentHashMap<>();
  private final Map<String, String> classes = new ConcurrentHashMap<>();
  private final AtomicLong lastAcknowledged = new AtomicLong();
  private final AtomicLong longestGap = new AtomicLong();

  /** An image was sent; sent again, only more can be known of it. */
  void image(Item item, Outcome outcome) {
    classes.put(item.id(), item.className());
    images.merge(item.id(), outcome, Ledger::learnt);
    acknowledged(outcome);
  }

  /** The image's label was sent, with it or after it. */
  void label(Item item, Outcome outcome) {
    labels.merge(item.id(), outcome, Ledger::learnt);
    acknowledged(outcome);
  }

  /** Once a send came through, or may have, no later refusal undoes it. */
  private static Outcome learnt(Outcome before, Outcome now) {
    return before.compareTo(now) <= 0 ? before : now;
  }

  private void acknowledged(Outcome outcome) {
    if (outcome == Outcome.ACKNOWLEDGED) {
      long now = System.nanoTime();
      long last = lastAcknowledged.getAndSet(now);
      if (last != 0) {
        longestGap.accumulateAndGet(now - last, Math::max);
      }
    }
  }

  /** Ids of the images with this outcome. */
  Set<String> images(Outcome outcome) {
    return ids(images, outcome);
  }

  /** Ids of the images whose labels had this outcome. */
  Set<String> labels(Outcome outcome) {
    return ids(labels, outcome);
  }

  String className(String id) {
    String name = classes.get(id);
    if (name == null) {
      throw new IllegalArgumentException("nothing was sent as " + id);
    }
    return name;
  }

  double longestGapSeconds() {
    return longestGap.get() / 1e9;
  }

  private static Set<String> ids(Map<String, Outcome> outcomes, Outcome wanted) {
    return outcomes.entrySet().stream()
        .filter(e -> e.getValue() == wanted)
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }
}
