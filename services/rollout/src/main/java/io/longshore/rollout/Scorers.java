package io.longshore.rollout;

import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.Refusal;
import io.longshore.domain.prediction.ScorerReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the scorers said last.
 *
 * @param heard by scorer
 * @param refused the plans under which a scorer refused the live model, by its version
 */
record Scorers(SortedMap<String, Heard> heard, SortedMap<ModelVersion, SortedSet<Long>> refused) {
  static final Scorers NONE = new Scorers(new TreeMap<>(), new TreeMap<>());

  /** A report and when it was written. */
  record Heard(ScorerReport report, Instant at) {}

  Scorers {
    heard = Collections.unmodifiableSortedMap(new TreeMap<>(heard));
    refused = Collections.unmodifiableSortedMap(new TreeMap<>(refused));
  }

  /** A report came, while this model was live under this plan. */
  Scorers heard(ScorerReport report, Instant at, Optional<ModelVersion> live, long epoch) {
    var more = new TreeMap<>(heard);
    more.put(report.scorer(), new Heard(report, at));
    var plans = new TreeMap<ModelVersion, SortedSet<Long>>();
    live.ifPresent(
        version -> {
          var epochs = new TreeSet<>(refused.getOrDefault(version, new TreeSet<>()));
          if (refuses(report, version, epoch)) {
            epochs.add(epoch);
          }
          plans.put(version, Collections.unmodifiableSortedSet(epochs));
        });
    return new Scorers(more, plans);
  }

  /** The scorers that are there, in the order of their names. */
  List<ScorerReport> active(Instant now, Duration silence) {
    return heard.values().stream()
        .filter(h -> h.at().plus(silence).isAfter(now))
        .map(Heard::report)
        .toList();
  }

  /** Whether a scorer has acted on a plan and serves another model than its live one. */
  static boolean refuses(ScorerReport report, ModelVersion live, long epoch) {
    return report.planEpoch() == epoch
        && !report.serving().equals(Optional.of(live))
        && refusal(report, live).isPresent();
  }

  static Optional<Refusal> refusal(ScorerReport report, ModelVersion version) {
    return report.refusals().stream()
        .filter(refusal -> refusal.version().equals(version))
        .reduce((first, last) -> last);
  }

  static boolean hasVerified(ScorerReport report, ModelVersion version) {
    return report.verified().stream().anyMatch(v -> v.version().equals(version));
  }

  /** Under how many plans a scorer refused the live model. */
  int plansRefused(ModelVersion live) {
    return refused.getOrDefault(live, new TreeSet<>()).size();
  }
}
