package io.longshore.standalone.cli;

import io.longshore.domain.adaptation.Policy;
import io.longshore.runtime.config.Settings;
import io.longshore.tracker.TrackerSettings;
import io.longshore.tracker.policy.StartingPolicy;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Option;

/** The tracker's settings as this command sees them. */
final class TrackerOptions {
  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "A setting that the tracker was started with, such as longshore.tracker.alpha=0.001;"
              + " the environment and $LONGSHORE_CONFIG are read too.")
  private Map<String, String> settings = Map.of();

  TrackerSettings settings() {
    return ServiceSettings.load(settings).of(TrackerSettings.class);
  }

  /** The policy of the settings. */
  Policy policy() {
    return StartingPolicy.of(settings());
  }

  /** The policy without any settings. */
  static Policy defaults() {
    return StartingPolicy.of(
        Settings.load(Map.of(), Map.of(), Set.of(TrackerSettings.class)).of(TrackerSettings.class));
  }
}
