package io.longshore.tracker.policy;

import io.longshore.domain.adaptation.FirstModel;
import io.longshore.domain.adaptation.GearTerms;
import io.longshore.domain.adaptation.Policy;
import io.longshore.domain.adaptation.PolicyOverrides;
import io.longshore.domain.adaptation.PolicyState;
import io.longshore.domain.adaptation.Thresholds;
import io.longshore.domain.adaptation.Worth;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Policies to decide by. */
final class Policies {
  static final Policy USUAL =
      new Policy(
          PolicyState.RUNNING,
          1,
          new Thresholds(0.01, 0.05, 0.15, 100),
          new GearTerms(24, Duration.ofMinutes(5), 2_000, 2, 0.1),
          new GearTerms(4, Duration.ofHours(3), 20_000, 300, 0.2),
          new Worth(20_000, 1, 0.1),
          new FirstModel(4_000, 50, Duration.ofSeconds(10)));

  private Policies() {}

  static AdaptationPolicy usual() {
    return new AdaptationPolicy(USUAL);
  }

  static AdaptationPolicy with(String key, String value) {
    return with(Map.of(key, value));
  }

  static AdaptationPolicy with(Map<String, String> values) {
    return new AdaptationPolicy(
        USUAL.with(new PolicyOverrides("default", new TreeMap<>(values), "a test", Instant.EPOCH)));
  }
}
