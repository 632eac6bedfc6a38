package io.longshore.standalone.cli;

import io.longshore.console.ConsoleSettings;
import io.longshore.ingest.IngestSettings;
import io.longshore.rollout.RolloutSettings;
import io.longshore.runtime.config.ProcessSettings;
import io.longshore.runtime.config.Settings;
import io.longshore.scorer.ScorerServiceFactory;
import io.longshore.tracker.TrackerSettings;
import io.longshore.trainer.TrainerServiceFactory;
import java.util.Map;
import java.util.Set;

/**
 * The settings of the services as a command sees them: from the same file and environment. A
 * command has no other way to know what a service elsewhere was started with.
 */
final class ServiceSettings {
  private static final Set<Class<?>> ALL =
      Set.of(
          ProcessSettings.class,
          ConsoleSettings.class,
          IngestSettings.class,
          TrackerSettings.class,
          RolloutSettings.class,
          new TrainerServiceFactory().settings(),
          new ScorerServiceFactory().settings());

  private ServiceSettings() {}

  /**
   * All of them: one file may hold those of several services.
   *
   * @param commandLine over file and environment, by key
   */
  static Settings load(Map<String, String> commandLine) {
    return Settings.load(System.getenv(), commandLine, ALL);
  }
}
