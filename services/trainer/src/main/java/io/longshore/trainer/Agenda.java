package io.longshore.trainer;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.Gear;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a trainer has yet to do. A run that has begun is ended before another of its gear begins.
 * Meanwhile requests of that gear wait as one: a newer one is based on more evidence and the memory
 * answers both, so the older is merged into it. The quick gear goes first. Immutable.
 *
 * @param begun the run under way of each gear
 * @param waiting the newest unanswered request of each gear that has not begun
 * @param started ids of requests that began at some time, here or before a restart
 * @param answered ids of requests that ended, with a model or without
 * @param merged requests that were merged and not answered yet, each with the one that answers it
 */
record Agenda(
    Map<Gear, Adaptation> begun,
    Map<Gear, Adaptation> waiting,
    Set<String> started,
    Set<String> answered,
    Map<String, String> merged) {
  static final Agenda EMPTY = new Agenda(Map.of(), Map.of(), Set.of(), Set.of(), Map.of());

  Agenda {
    begun = Map.copyOf(begun);
    waiting = Map.copyOf(waiting);
    started = Set.copyOf(started);
    answered = Set.copyOf(answered);
    merged = Map.copyOf(merged);
  }

  /**
   * A request came, or is read again after a restart; one that was answered had taken the place of
   * what waited in its gear before it.
   */
  Agenda asked(Adaptation request) {
    if (answered.contains(request.id())) {
      return merging(request, gear -> gear == request.gear());
    }
    if (merged.containsKey(request.id())) {
      return this; // the same record once more
    }
    if (started.contains(request.id())) {
      return new Agenda(with(begun, request), waiting, started, answered, overtaken(request));
    }
    Agenda rest = merging(request, gear -> gear == request.gear());
    return new Agenda(begun, with(rest.waiting, request), started, answered, rest.merged);
  }

  /** A run that was given up for this one without a word, as long ago. */
  private Map<String, String> overtaken(Adaptation by) {
    var more = new LinkedHashMap<String, String>(merged);
    Optional.ofNullable(begun.get(by.gear()))
        .filter(older -> !older.id().equals(by.id()))
        .ifPresent(older -> more.put(older.id(), by.id()));
    return more;
  }

  /** Those that wait in gears like that are answered by this one. */
  Agenda merging(Adaptation into, Predicate<Gear> gears) {
    var left = new LinkedHashMap<Gear, Adaptation>(waiting);
    left.keySet().removeIf(gears);
    var more = new LinkedHashMap<String, String>(merged);
    waiting.values().stream()
        .filter(older -> gears.test(older.gear()) && !older.id().equals(into.id()))
        .forEach(older -> more.put(older.id(), into.id()));
    return new Agenda(begun, left, started, answered, more);
  }

  /** A request begins, or began before a restart. */
  Agenda started(String id) {
    var running = new LinkedHashMap<Gear, Adaptation>(begun);
    waiting.values().stream()
        .filter(request -> request.id().equals(id))
        .forEach(request -> running.put(request.gear(), request));
    return new Agenda(running, without(waiting, id), with(started, id), answered, merged);
  }

  /** A request ended. */
  Agenda answered(String id) {
    var rest = new LinkedHashMap<String, String>(merged);
    rest.remove(id);
    return new Agenda(without(begun, id), without(waiting, id), started, with(answered, id), rest);
  }

  /** What to do next. */
  Optional<Adaptation> next() {
    return unanswered().min(Comparator.comparing(Adaptation::gear));
  }

  /** Everything to do, runs under way first. */
  Stream<Adaptation> unanswered() {
    return Stream.concat(begun.values().stream(), waiting.values().stream());
  }

  private static Map<Gear, Adaptation> with(Map<Gear, Adaptation> all, Adaptation request) {
    var more = new LinkedHashMap<Gear, Adaptation>(all);
    more.put(request.gear(), request);
    return more;
  }

  private static Map<Gear, Adaptation> without(Map<Gear, Adaptation> all, String id) {
    var left = new LinkedHashMap<Gear, Adaptation>(all);
    left.values().removeIf(request -> request.id().equals(id));
    return left;
  }

  private static Set<String> with(Set<String> ids, String id) {
    var more = new LinkedHashSet<String>(ids);
    more.add(id);
    return more;
  }
}
