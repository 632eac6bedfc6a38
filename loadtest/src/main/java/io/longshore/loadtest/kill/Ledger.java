package io.longshore.loadtest.kill;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What became of each image, as its sender knows it. */
final class Ledger {

  /** The three things that can become of a request. */
  enum Outcome {
    /** A 202: it must not be lost. */
    ACKNOWLEDGED,
    /** A 4xx or 503: it must not be counted on. */
    REFUSED,
    /** No answer: it may be there or not. */
    UNKNOWN
  }

  private record Entry(String label, Outcome outcome) {}

  private final Map<String, Entry> entries = new ConcurrentHashMap<>();

  void write(String id, String label, Outcome outcome) {
    entries.put(id, new Entry(label, outcome));
  }

  /** Id to label of everything with this outcome. */
  Map<String, String> all(Outcome outcome) {
    var found = new TreeMap<String, String>();
    entries.forEach(
        (id, entry) -> {
          if (entry.outcome() == outcome) {
            found.put(id, entry.label());
          }
        });
    return found;
  }

  int size() {
    return entries.size();
  }
}
