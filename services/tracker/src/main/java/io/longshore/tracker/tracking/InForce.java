package io.longshore.tracker.tracking;

import io.longshore.domain.adaptation.Policy;
import io.longshore.domain.adaptation.PolicyOverrides;
import io.longshore.domain.drift.DriftDetector;
import io.longshore.tracker.policy.AdaptationPolicy;
import java.time.Instant;
import java.util.SortedMap;

/** The policy in force: that of the settings, with what operators have set instead. */
final class InForce {
  private final Policy starting;
  private final TrackingMemory memory;
  private SortedMap<String, String> applied;
  private AdaptationPolicy policy;
  private DriftDetector detector;

  InForce(Policy starting, TrackingMemory memory) {
    this.starting = starting;
    this.memory = memory;
    this.applied = memory.policyValues();
    this.policy = decidingBy(applied);
    this.detector = detectorOf(policy);
  }

  AdaptationPolicy policy() {
    refresh();
    return policy;
  }

  DriftDetector detector() {
    refresh();
    return detector;
  }

  /** What is set may have changed, and is restored after this was made. */
  private void refresh() {
    if (memory.policyValues() != applied) {
      applied = memory.policyValues();
      policy = decidingBy(applied);
      detector = detectorOf(policy);
    }
  }

  private AdaptationPolicy decidingBy(SortedMap<String, String> values) {
    return new AdaptationPolicy(starting.with(new PolicyOverrides("", values, "", Instant.EPOCH)));
  }

  private static DriftDetector detectorOf(AdaptationPolicy policy) {
    return new DriftDetector(
        policy.policy().thresholds().alpha(), policy.policy().thresholds().effectFloor());
  }
}
