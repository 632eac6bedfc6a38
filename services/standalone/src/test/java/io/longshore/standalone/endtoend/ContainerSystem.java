package io.longshore.standalone.endtoend;

import io.longshore.runtime.Health;
import io.longshore.runtime.ServiceContext;
import io.longshore.runtime.admin.Pages;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.topic.TopicNames;
import io.longshore.runtime.trace.Tracing;
import io.longshore.standalone.watch.Observatory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;

/** A broker and services in containers, all of them from our images. */
final class ContainerSystem implements AutoCloseable {
  private static final String BROKER = "broker";

  private final Podman podman;
  private final Path folder;
  private final Map<String, RunningContainer> containers = new LinkedHashMap<>();
  private final String bootstrapServers;

  /**
   * Starts the broker, from the jars in the same image: nothing is fetched.
   *
   * @param folder where what containers print is kept
   */
  ContainerSystem(Podman podman, Path folder) throws InterruptedException {
    this.podman = podman;
    this.folder = folder;
    List<String> command =
        podman.command(
            name(BROKER),
            Podman.SERVICES,
            "768m",
            Map.of("LONGSHORE_LOG_FORMAT", "text"),
            List.of("--entrypoint=/opt/longshore/java/bin/java"),
            List.of(
                "-Xmx384m",
                "-cp",
                "/opt/longshore/lib/*",
                "io.longshore.standalone.broker.BrokerProcess",
                "/var/lib/longshore"));
    this.bootstrapServers = start(BROKER, command).await("broker ready at ");
  }

  /** Starts a service and returns when it says that it has. */
  void start(String service, String memory, Map<String, String> settings)
      throws InterruptedException {
    var environment = new HashMap<>(settings);
    environment.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
    environment.put("LONGSHORE_TOPICS_REPLICATION", "1");
    environment.put("LONGSHORE_TOPICS_MIN_IN_SYNC", "1");
    environment.put("LONGSHORE_ADMIN_PORT", "0");
    environment.put("LONGSHORE_LOG_FORMAT", "text");
    String image = service.equals("trainer") ? Podman.TRAINER : Podman.SERVICES;
    start(
            service,
            podman.command(name(service), image, memory, environment, List.of(), List.of(service)))
        .await(" started");
  }

  private RunningContainer start(String service, List<String> command) {
    var container =
        RunningContainer.start(name(service), command, folder.resolve(service + ".log"));
    containers.put(service, container);
    return container;
  }

  RunningContainer container(String service) {
    return Objects.requireNonNull(containers.get(service), service);
  }

  void forEach(BiConsumer<String, RunningContainer> look) {
    containers.forEach(look);
  }

  /** Somebody who watches the topics. */
  Observatory observatory() {
    var meters = new SimpleMeterRegistry();
    return new Observatory(
        new ServiceContext(
            "default",
            "test",
            new KafkaConnection(
                Map.of("bootstrap.servers", bootstrapServers), new TopicNames(""), meters),
            Clock.systemUTC(),
            meters,
            new Health(reason -> {}),
            folder,
            Pages.NOWHERE,
            Tracing.OFF));
  }

  private static String name(String service) {
    return "longshore-test-" + ProcessHandle.current().pid() + "-" + service;
  }

  @Override
  public void close() {
    var backwards = new ArrayList<>(containers.values());
    Collections.reverse(backwards);
    backwards.forEach(RunningContainer::close);
  }
}
