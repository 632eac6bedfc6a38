package io.longshore.loadtest.tracker;

import io.longshore.loadtest.process.JavaProcess;
import io.longshore.loadtest.process.Ports;
import io.longshore.loadtest.process.PropertiesFile;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.topic.TopicNames;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A broker and a tracker, each a process of its own, over an empty folder; nothing else of
 * Longshore.
 */
final class Deployment implements AutoCloseable {
  static final int PARTITIONS = 2;

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String CLUSTER = "bG9uZ3Nob3JlLWxvYWR0ZQ";

  private final HttpClient http = HttpClient.newHttpClient();
  private final String classPath;
  private final Path folder;
  private final int kafkaPort = Ports.free();
  private final int adminPort = Ports.free();
  private final JavaProcess broker;

  /**
   * Starts the broker.
   *
   * @param classPath of the launcher
   * @param folder empty
   */
  Deployment(String classPath, Path folder) throws InterruptedException {
    this.classPath = classPath;
    this.folder = folder;
    Path properties = folder.resolve("broker.properties");
    PropertiesFile.write(properties, brokerSettings());
    java(
            "the broker's formatting",
            "kafka.tools.StorageTool",
            "format",
            "-t",
            CLUSTER,
            "-c",
            properties.toString())
        .await();
    this.broker = java("the broker", "kafka.Kafka", properties.toString());
    awaitPort();
  }

  KafkaConnection kafka() {
    return new KafkaConnection(
        Map.of("bootstrap.servers", bootstrapServers()),
        new TopicNames(""),
        new SimpleMeterRegistry());
  }

  JavaProcess broker() {
    return broker;
  }

  /** Starts a tracker; it makes the topics if there are none. */
  JavaProcess startTracker() {
    Path properties = folder.resolve("tracker.properties");
    PropertiesFile.write(
        properties,
        Map.of(
            "kafka.bootstrap.servers", bootstrapServers(),
            "longshore.data-directory", folder.resolve("tracker").toString(),
            "longshore.admin.port", Integer.toString(adminPort),
            "longshore.topics.partitions", Integer.toString(PARTITIONS),
            "longshore.topics.replication", "1",
            "longshore.topics.min-in-sync", "1"));
    return JavaProcess.start(
        "the tracker",
        classPath,
        List.of("-Xmx1g", "io.longshore.tracker.TrackerMain"),
        Map.of("LONGSHORE_CONFIG", properties.toString()),
        folder.resolve("tracker.log"));
  }

  void awaitReady(JavaProcess tracker) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!health().contains("tracker: ready")) {
      tracker.checkAlive();
      if (System.nanoTime() > end) {
        throw new IllegalStateException("the tracker is not ready after " + PATIENCE);
      }
      Thread.sleep(50);
    }
  }

  private String health() throws InterruptedException {
    try {
      URI uri = URI.create("http://127.0.0.1:" + adminPort + "/health/ready");
      return http.send(
              HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build(),
              BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      return "";
    }
  }

  private String bootstrapServers() {
    return "127.0.0.1:" + kafkaPort;
  }

  private JavaProcess java(String name, String... mainAndArguments) {
    return JavaProcess.start(
        name,
        classPath,
        Stream.concat(Stream.of("-Xmx768m"), Stream.of(mainAndArguments)).toList(),
        Map.of(),
        folder.resolve("broker.log"));
  }

  private Map<String, String> brokerSettings() {
    String controller = "127.0.0.1:" + Ports.free();
    var settings = new TreeMap<String, String>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("controller.quorum.voters", "1@" + controller);
    settings.put("listeners", "PLAINTEXT://" + bootstrapServers() + ",CONTROLLER://" + controller);
    settings.put("advertised.listeners", "PLAINTEXT://" + bootstrapServers());
    settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("log.dirs", folder.resolve("broker").toString());
    settings.put("auto.create.topics.enable", "false");
    for (String internal : List.of("offsets.topic", "transaction.state.log")) {
      settings.put(internal + ".replication.factor", "1");
      settings.put(internal + ".num.partitions", "3");
    }
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "2");
    return settings;
  }

  private void awaitPort() throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      broker.checkAlive();
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), kafkaPort)) {
        if (socket.isConnected()) {
          return;
        }
      } catch (IOException e) {
        Thread.sleep(100); // nobody listens yet
      }
    }
    throw new IllegalStateException("the broker does not listen after " + PATIENCE);
  }

  @Override
  public void close() {
    broker.close();
  }
}
