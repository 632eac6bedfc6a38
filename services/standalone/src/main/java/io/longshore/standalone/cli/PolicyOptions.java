package io.longshore.standalone.cli;

import io.longshore.domain.adaptation.Policy;
import io.longshore.domain.adaptation.PolicyOverrides;
import io.longshore.domain.drift.DriftDetector;
import io.longshore.domain.drift.FalseAlarmBudget;
import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.schemas.Topics;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import picocli.CommandLine.Mixin;

/** A stream's policy as it stands, and changes to it. */
final class PolicyOptions {
  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Mixin private TrackerOptions tracker = new TrackerOptions();

  /** What operators have set. */
  PolicyOverrides overrides() {
    return cluster
        .latest(Topics.POLICIES)
        .getOrDefault(cluster.stream, PolicyOverrides.none(cluster.stream));
  }

  /**
   * Sets these values and no others, and says what is in force then.
   *
   * @throws CommandFailedException naming the first key that is unknown or whose value is out of
   *     range
   */
  String set(SortedMap<String, String> values, String reason) {
    PolicyOverrides overrides;
    try {
      overrides = new PolicyOverrides(cluster.stream, values, "operator: " + reason, Instant.now());
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()));
    }
    String text = text(overrides);
    cluster.set(overrides);
    return text;
  }

  /** The policy as a table, and whether the tracker has it in force. */
  String inForce() {
    PolicyOverrides overrides = overrides();
    Optional<String> digest =
        Optional.ofNullable(cluster.latest(Topics.CLASS_FREQUENCIES).get(cluster.stream))
            .flatMap(ClassFrequencies::policy);
    return text(overrides)
        + digest
            .map(told -> compared(told, tracker.policy().with(overrides).digest()))
            .orElse("the tracker has told of no policy yet\n");
  }

  private String text(PolicyOverrides overrides) {
    Policy starting = tracker.policy();
    Policy policy = starting.with(overrides);
    Map<String, String> defaults = TrackerOptions.defaults().entries();
    var table = new Table("KEY", "VALUE", "FROM");
    policy
        .entries()
        .forEach((key, value) -> table.row(key, value, from(key, overrides, starting, defaults)));
    String set =
        overrides.values().isEmpty()
            ? "nothing is set by an operator"
            : "%s, %s".formatted(overrides.reason(), overrides.at());
    return "stream    %s%npolicy    %s, %s%nset       %s%nalarms    %s%n%s"
        .formatted(
            cluster.stream, policy.digest(), policy.state().word(), set, budget(policy), table);
  }

  /** Besides a chance of alpha, once for each reference. */
  private String budget(Policy policy) {
    long horizon = DriftDetector.WINDOWS * tracker.settings().evidenceWindowUnits();
    return new FalseAlarmBudget(policy.thresholds().alpha(), horizon, 0).inWords();
  }

  private static String from(
      String key, PolicyOverrides overrides, Policy starting, Map<String, String> defaults) {
    if (overrides.values().containsKey(key)) {
      return "operator";
    }
    return String.valueOf(starting.entries().get(key)).equals(defaults.get(key))
        ? "default"
        : "setting longshore.tracker." + key;
  }

  private static String compared(String told, String expected) {
    return told.equals(expected)
        ? "the tracker decides by it\n"
        : """
          the tracker's last snapshot was taken under policy %s: either nothing was labelled since \
          the change, or the tracker has other settings than this command sees (--set, environment)
          """
            .formatted(told);
  }
}
