package io.longshore.console.view;

import io.longshore.console.state.Known;
import io.longshore.console.state.Tally;
import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.frequency.ClassFrequency;
import io.longshore.domain.model.ClassEntry;
import io.longshore.domain.model.ClassResult;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.rollout.RolloutPlan;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What the tail page says of classes, taken in one look: values only, so that the arithmetic needs
 * no lock.
 *
 * @param snapshot the latest
 * @param live manifest of the live model, if there is one and it is known
 * @param firstSeen by class; those nobody knows of are missing
 * @param tallies of the live model, by class
 */
public record ClassFacts(
    Optional<ClassFrequencies> snapshot,
    Optional<ModelManifest> live,
    Map<String, Instant> firstSeen,
    Map<String, Tally> tallies) {

  public static ClassFacts of(Known known) {
    Optional<ClassFrequencies> snapshot = known.mix().latest();
    Optional<ModelManifest> live =
        known.plans().latest().flatMap(RolloutPlan::live).flatMap(known.shelf()::of);
    var first = new HashMap<String, Instant>();
    snapshot.ifPresent(
        counted ->
            counted
                .classes()
                .keySet()
                .forEach(name -> known.mix().firstSeen(name).ifPresent(at -> first.put(name, at))));
    Map<String, Tally> tallies =
        known
            .plans()
            .latest()
            .flatMap(RolloutPlan::live)
            .map(known.judgements()::of)
            .orElse(Map.of());
    return new ClassFacts(snapshot, live, Map.copyOf(first), tallies);
  }

  /**
   * One class.
   *
   * @param live share of the recent mix
   * @param entry as the live model has it, if it does
   * @param training share of its training images
   * @param reference share of the mix it was adapted to
   * @param held on the held-out images of its manifest
   */
  record Facts(
      String name,
      ClassFrequency counts,
      double live,
      Optional<ClassEntry> entry,
      double training,
      double reference,
      Tally tally,
      Optional<ClassResult> held,
      Optional<Instant> firstSeen) {

    int group() {
      return entry.map(e -> Json.group(e.group())).orElse(Json.UNKNOWN_GROUP);
    }
  }

  /** Every class that was counted or that the live model has, most frequent recently first. */
  List<Facts> classes() {
    Map<String, ClassFrequency> counts =
        snapshot.<Map<String, ClassFrequency>>map(ClassFrequencies::classes).orElse(Map.of());
    Map<String, ClassEntry> entries = new HashMap<>();
    Map<String, ClassResult> results = new HashMap<>();
    live.ifPresent(
        model -> {
          model.recipe().classes().forEach(entry -> entries.put(entry.name(), entry));
          model.evaluation().results().forEach(result -> results.put(result.className(), result));
        });
    double recent = counts.values().stream().mapToDouble(ClassFrequency::decayed).sum();
    double images = entries.values().stream().mapToDouble(ClassEntry::images).sum();
    double weight = entries.values().stream().mapToDouble(ClassEntry::referenceWeight).sum();
    var names = new TreeSet<>(counts.keySet());
    names.addAll(entries.keySet());
    return names.stream()
        .map(
            name -> {
              ClassFrequency count = counts.getOrDefault(name, ClassFrequency.NONE);
              Optional<ClassEntry> entry = Optional.ofNullable(entries.get(name));
              return new Facts(
                  name,
                  count,
                  share(count.decayed(), recent),
                  entry,
                  share(entry.map(ClassEntry::images).orElse(0), images),
                  share(entry.map(ClassEntry::referenceWeight).orElse(0.0), weight),
                  tallies.getOrDefault(name, Tally.NONE),
                  Optional.ofNullable(results.get(name)).filter(result -> result.total() > 0),
                  Optional.ofNullable(firstSeen.get(name)));
            })
        .sorted(
            (a, b) -> {
              int byShare = Double.compare(b.live(), a.live());
              if (byShare != 0) {
                return byShare;
              }
              int byLabels = Long.compare(b.counts().labels(), a.counts().labels());
              return byLabels != 0 ? byLabels : a.name().compareTo(b.name());
            })
        .toList();
  }

  private static double share(double part, double whole) {
    return whole > 0 ? part / whole : 0;
  }
}
