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
   * @throws WrongUsageException naming the first key that is unknown or whose value is out of range
   */
  String set(SortedMap<String, String> values, String reason, Screen screen) {
    PolicyOverrides overrides;
    try {
      overrides = new PolicyOverrides(cluster.stream, values, "operator: " + reason, Instant.now());
    } catch (IllegalArgumentException e) {
      throw new WrongUsageException(String.valueOf(e.getMessage()));
    }
    String text = text(overrides, screen);
    cluster.set(overrides);
    return text;
  }

  /** Shows the policy, and whether the tracker has it in force. */
  void show(OutputOptions output) {
    PolicyOverrides overrides = overrides();
    Optional<String> told;
    try (var reading = new TopicReading(cluster.connect())) {
      told =
          reading.last(Topics.CLASS_FREQUENCIES, cluster.stream).flatMap(ClassFrequencies::policy);
    }
    String expected = tracker.policy().with(overrides).digest();
    output.print(
        screen ->
            text(overrides, screen)
                + told.map(digest -> compared(digest, expected))
                    .orElse("the tracker has told of no policy yet\n"),
        () ->
            fields(overrides)
                .put("trackerDigest", told)
                .flag("inForce", told.equals(Optional.of(expected)))
                .json());
  }

  private Fields fields(PolicyOverrides overrides) {
    Policy policy = tracker.policy().with(overrides);
    return new Fields()
        .put("stream", cluster.stream)
        .put("digest", policy.digest())
        .put("state", policy.state().word())
        .object("set", PolicyValues.set(overrides.values(), overrides.reason(), overrides.at()))
        .list("values", values(overrides).fields());
  }

  private PolicyValues values(PolicyOverrides overrides) {
    Policy starting = tracker.policy();
    Map<String, String> defaults = TrackerOptions.defaults().entries();
    return PolicyValues.of(
        starting.with(overrides).entries(), key -> from(key, overrides, starting, defaults));
  }

  private String text(PolicyOverrides overrides, Screen screen) {
    Policy policy = tracker.policy().with(overrides);
    String set =
        overrides.values().isEmpty()
            ? "nothing is set by an operator"
            : "%s, %s".formatted(overrides.reason(), overrides.at());
    return "stream    %s%npolicy    %s, %s%nset       %s%nalarms    %s%n%s"
        .formatted(
            cluster.stream,
            policy.digest(),
            policy.state().word(),
            set,
            budget(policy),
            values(overrides).table().on(screen));
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
