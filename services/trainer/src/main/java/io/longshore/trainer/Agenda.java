package io.longshore.trainer;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.Gear;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a trainer has yet to do. A newer request of a gear takes the place of an older one that has
 * not begun: it is based on more evidence and the memory answers both. The quick gear goes first.
 * Immutable.
 *
 * @param waiting the newest unanswered request of each gear
 * @param answered ids of requests that ended, with a model or without
 */
record Agenda(Map<Gear, Adaptation> waiting, Set<String> answered) {
  static final Agenda EMPTY = new Agenda(Map.of(), Set.of());

  Agenda {
    waiting = Map.copyOf(waiting);
    answered = Set.copyOf(answered);
  }

  /**
   * A request came, or is read again after a restart; one that was answered settles all that were
   * there before it.
   */
  Agenda asked(Adaptation request) {
    var changed = new LinkedHashMap<Gear, Adaptation>(waiting);
    if (answered.contains(request.id())) {
      changed.keySet().removeIf(gear -> gear.compareTo(request.gear()) <= 0);
    } else {
      changed.put(request.gear(), request);
    }
    return new Agenda(changed, answered);
  }

  /** A request ended. */
  Agenda answered(String id) {
    var ended = new LinkedHashSet<String>(answered);
    ended.add(id);
    var left = new LinkedHashMap<Gear, Adaptation>(waiting);
    left.values().removeIf(a -> a.id().equals(id));
    return new Agenda(left, ended);
  }

  /** What to do next. */
  Optional<Adaptation> next() {
    return waiting.values().stream().min(Comparator.comparing(Adaptation::gear));
  }
}
