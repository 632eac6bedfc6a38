package io.longshore.standalone.console;

import io.longshore.console.ConsoleService;
import io.longshore.console.ConsoleServiceFactory;
import io.longshore.console.ConsoleSettings;
import io.longshore.domain.model.Sha256;
import io.longshore.runtime.Launcher;
import io.longshore.runtime.config.ProcessSettings;
import io.longshore.runtime.config.Settings;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.kafka.TopicWriter;
import io.longshore.runtime.topic.TopicLayout;
import io.longshore.runtime.topic.TopicProvisioning;
import io.longshore.schemas.Topic;
import io.longshore.schemas.Topics;
import io.longshore.standalone.broker.LocalBroker;
import io.longshore.standalone.system.InProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A broker with Longshore's topics, a console that watches them, and somebody who writes. */
final class WatchedTopics implements AutoCloseable {
  static final String TOKEN = "a token that only tests know";

  private final Path data;
  private LocalBroker broker;
  private final Launcher launcher;
  private final InProcess<ConsoleService> console;

  private WatchedTopics(LocalBroker broker, Path data) {
    this.broker = broker;
    this.data = data;
    this.console = new InProcess<>(new ConsoleServiceFactory(), ConsoleService.class);
    this.launcher = launcher(broker.bootstrapServers(), data, console);
  }

  static WatchedTopics start(Path data) {
    var broker = LocalBroker.start(data.resolve("kafka"), 0);
    try {
      var topics = new WatchedTopics(broker, data);
      try (Admin admin = topics.kafka().admin("test")) {
        new TopicProvisioning(
                admin, topics.kafka().names(), new TopicLayout(2, (short) 1, (short) 1))
            .create(Topics.all());
      }
      return topics;
    } catch (RuntimeException | Error e) {
      broker.close();
      throw e;
    }
  }

  /** A console whose broker may be anywhere. */
  static Launcher launcher(String bootstrapServers, Path data, InProcess<ConsoleService> console) {
    var settings =
        Settings.load(
            Map.of(),
            Map.of(
                "kafka.bootstrap.servers",
                bootstrapServers,
                "longshore.data-directory",
                data.resolve("services").toString(),
                "longshore.admin.port",
                "0",
                "longshore.console.port",
                "0",
                "longshore.console.interval",
                "PT0.5S",
                "longshore.console.token-sha256",
                Sha256.hex(TOKEN.getBytes(StandardCharsets.UTF_8))),
            Set.of(ProcessSettings.class, ConsoleSettings.class));
    return new Launcher(settings, List.of(console), Clock.systemUTC(), problem -> {});
  }

  /** The broker goes, with nobody told. */
  void stopBroker() {
    broker.close();
  }

  /** It is there again, with all it had, at the same address. */
  void startBroker() {
    broker = LocalBroker.start(data.resolve("kafka"), broker.port());
  }

  int port() {
    return console.service().port();
  }

  KafkaConnection kafka() {
    return launcher.context().kafka();
  }

  /** Writes a record as its service would. */
  <K, V> void write(Topic<K, V> topic, K key, V value) {
    try (TopicWriter<K, V> writer = kafka().promptWriter(topic, "test-" + topic.name())) {
      writer.write(key, value);
    }
  }

  /** Writes bytes that no codec reads. */
  void writeGarbage(Topic<?, ?> topic) {
    try (var producer = kafka().producer("test-garbage", Map.of())) {
      byte[] bytes = "half a rec".getBytes(StandardCharsets.UTF_8);
      var unused = producer.send(new ProducerRecord<>(kafka().names().of(topic), bytes, bytes));
      producer.flush();
    }
  }

  @Override
  public void close() {
    launcher.close();
    broker.close();
  }
}
