package io.longshore.standalone.adapt;

import io.longshore.bench.adapt.AdaptPolicy;
import io.longshore.bench.adapt.AdaptSettings;
import io.longshore.bench.adapt.TurningTail;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is measured.
 *
 * @param rate labelled images a second
 * @param seed of the images drawn and of training
 * @param settings of the system over the benchmark's own, by key
 */
public record AdaptPlan(
    List<AdaptPolicy> policies,
    TurningTail tail,
    int rate,
    long seed,
    Map<String, String> settings) {

  public AdaptPlan {
    if (rate < 1) {
      throw new IllegalArgumentException(rate + " images a second: at least 1 is needed");
    }
    policies = List.copyOf(policies);
    settings = Map.copyOf(settings);
  }

  AdaptSettings settings(AdaptPolicy policy, String dataset) {
    return new AdaptSettings(
        policy.word(),
        dataset,
        seed,
        tail.largest(),
        tail.imbalance(),
        tail.steady(),
        tail.phase(),
        rate,
        new TreeMap<>(settings)
            .entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(" ")));
  }
}
