package io.longshore.standalone.broker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;

/** Kafka's settings for a broker that is alone and shares its machine with everything else. */
final class BrokerSettings {
  static final int NODE = 1;
  static final String CONTROLLER = "CONTROLLER";

  private static final String BROKER = "PLAINTEXT";

  /** Kafka's own patience has no end; after a kill it reads its newest files again. */
  private static final Duration MOST_START = Duration.ofMinutes(5);

  private BrokerSettings() {}

  static Properties of(Path folder, String host, int port, int controllerPort) {
    var settings = new Properties();
    settings.put("log.dirs", folder.toString());
    settings.put("auto.create.topics.enable", "false");
    listen(settings, BROKER + "://" + host + ":" + port, host + ":" + controllerPort);
    standAlone(settings);
    startQuickly(settings);
    staySmall(settings);
    return settings;
  }

  private static void listen(Properties settings, String broker, String controller) {
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", Integer.toString(NODE));
    settings.put("controller.quorum.voters", NODE + "@" + controller);
    settings.put("listeners", broker + "," + CONTROLLER + "://" + controller);
    settings.put("advertised.listeners", broker);
    settings.put(
        "listener.security.protocol.map", BROKER + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
    settings.put("controller.listener.names", CONTROLLER);
    settings.put("inter.broker.listener.name", BROKER);
  }

  /** Nobody else can hold a copy of Kafka's own topics. */
  private static void standAlone(Properties settings) {
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
  }

  /**
   * A broker that was killed may register again only when its last session is over, 9 s by default;
   * a group's first member waits 3 s for company. Members by the newer protocol hear of a change
   * with their next heartbeat, every 5 s by default, and are missed after 45 s.
   */
  private static void startQuickly(Properties settings) {
    settings.put("broker.session.timeout.ms", "2000");
    settings.put("broker.heartbeat.interval.ms", "500");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("group.consumer.min.heartbeat.interval.ms", "1000");
    settings.put("group.consumer.heartbeat.interval.ms", "1000");
    settings.put("group.consumer.min.session.timeout.ms", "6000");
    settings.put("group.consumer.session.timeout.ms", "10000");
    settings.put("server.max.startup.time.ms", Long.toString(MOST_START.toMillis()));
  }

  /** Sized for a laptop: 3 partitions instead of 50, 2 MiB for the log cleaner instead of 128. */
  private static void staySmall(Properties settings) {
    settings.put("offsets.topic.num.partitions", "3");
    settings.put("transaction.state.log.num.partitions", "3");
    settings.put("share.coordinator.state.topic.num.partitions", "3");
    settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(2 << 20));
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "2");
    settings.put("background.threads", "2");
  }
}
