package io.longshore.standalone.system;

import io.longshore.console.ConsoleSettings;
import io.longshore.ingest.IngestService;
import io.longshore.ingest.IngestServiceFactory;
import io.longshore.rollout.RolloutServiceFactory;
import io.longshore.runtime.Launcher;
import io.longshore.runtime.ServiceContext;
import io.longshore.runtime.ServiceFactory;
import io.longshore.runtime.config.ProcessSettings;
import io.longshore.runtime.config.Settings;
import io.longshore.scorer.ScorerServiceFactory;
import io.longshore.standalone.broker.LocalBroker;
import io.longshore.tracker.TrackerServiceFactory;
import io.longshore.trainer.TrainerServiceFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A broker and every service in this process, over one data folder: the same code, topics and
 * records as in production, only the addresses are local. What was acknowledged is still there when
 * it is started again on the same folder.
 */
public final class LocalSystem implements AutoCloseable {
  private final LocalBroker broker;
  private final Launcher launcher;
  private final IngestService ingest;

  /**
   * Starts everything.
   *
   * @param data folder of the broker's and the services' files
   * @param kafkaPort of the broker; 0 for any free one
   * @param settings over the local defaults, by key
   * @param environment of the process
   * @param whenBroken told when a part breaks beyond repair
   */
  public LocalSystem(
      Path data,
      int kafkaPort,
      Map<String, String> settings,
      Map<String, String> environment,
      Consumer<String> whenBroken) {
    this(data, kafkaPort, settings, environment, whenBroken, List.of());
  }

  /**
   * Starts everything, and something beside it.
   *
   * @param beside services that look on, started last
   */
  public LocalSystem(
      Path data,
      int kafkaPort,
      Map<String, String> settings,
      Map<String, String> environment,
      Consumer<String> whenBroken,
      List<ServiceFactory> beside) {
    this.broker = LocalBroker.start(data.resolve("kafka"), kafkaPort);
    try {
      var inProcess = new InProcess<>(new IngestServiceFactory(), IngestService.class);
      var factories = new ArrayList<ServiceFactory>();
      factories.add(new RolloutServiceFactory());
      factories.add(new TrackerServiceFactory());
      factories.add(new TrainerServiceFactory());
      factories.add(new ScorerServiceFactory());
      factories.add(inProcess);
      factories.addAll(beside);
      this.launcher =
          new Launcher(
              load(data, broker.bootstrapServers(), settings, environment, factories),
              factories,
              Clock.systemUTC(),
              whenBroken);
      this.ingest = inProcess.service();
    } catch (RuntimeException | Error e) {
      broker.close();
      throw e;
    }
  }

  private static Settings load(
      Path data,
      String bootstrapServers,
      Map<String, String> settings,
      Map<String, String> environment,
      List<ServiceFactory> factories) {
    var local = new HashMap<String, String>();
    local.put("kafka.bootstrap.servers", bootstrapServers);
    local.put("longshore.data-directory", data.resolve("services").toString());
    local.put("longshore.topics.replication", "1");
    local.put("longshore.topics.min-in-sync", "1");
    local.putAll(settings);
    Set<Class<?>> mappings = new LinkedHashSet<>();
    mappings.add(ProcessSettings.class);
    // One file of settings serves every command, with or without a console.
    mappings.add(ConsoleSettings.class);
    factories.forEach(f -> mappings.add(f.settings()));
    return Settings.load(environment, local, mappings);
  }

  public ServiceContext context() {
    return launcher.context();
  }

  public IngestService ingest() {
    return ingest;
  }

  public int adminPort() {
    return launcher.adminPort();
  }

  public String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** Stops the services, then the broker. */
  @Override
  public void close() {
    launcher.close();
    broker.close();
  }
}
