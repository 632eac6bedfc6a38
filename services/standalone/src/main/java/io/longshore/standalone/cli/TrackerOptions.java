package io.longshore.standalone.cli;

import io.longshore.console.ConsoleSettings;
import io.longshore.domain.adaptation.Policy;
import io.longshore.ingest.IngestSettings;
import io.longshore.rollout.RolloutServiceFactory;
import io.longshore.runtime.config.ProcessSettings;
import io.longshore.runtime.config.Settings;
import io.longshore.scorer.ScorerServiceFactory;
import io.longshore.tracker.TrackerSettings;
import io.longshore.tracker.policy.StartingPolicy;
import io.longshore.trainer.TrainerServiceFactory;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Option;

/**
 * The tracker's settings as this command sees them: from the same file and environment that a
 * service reads. A command has no other way to know what a tracker elsewhere was started with.
 */
final class TrackerOptions {
  private static final Set<Class<?>> OF_ALL_SERVICES =
      Set.of(
          ProcessSettings.class,
          ConsoleSettings.class,
          IngestSettings.class,
          TrackerSettings.class,
          new RolloutServiceFactory().settings(),
          new TrainerServiceFactory().settings(),
          new ScorerServiceFactory().settings());

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "A setting that the tracker was started with, such as longshore.tracker.alpha=0.001;"
              + " the environment and $LONGSHORE_CONFIG are read too.")
  private Map<String, String> settings = Map.of();

  TrackerSettings settings() {
    return Settings.load(System.getenv(), settings, OF_ALL_SERVICES).of(TrackerSettings.class);
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
