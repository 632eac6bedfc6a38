package io.longshore.loadtest.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where a broker lives.
 *
 * @param id of the node
 * @param host address that it listens at
 * @param controller port of its controller
 * @param direct port that brokers and tests reach it by
 * @param behindWire port that only its wire connects to
 * @param advertised port of the wire, which clients are told
 * @param folder of its log
 */
record BrokerPlace(
    int id, String host, int controller, int direct, int behindWire, int advertised, Path folder) {
  private static final String LOOPBACK = "127.0.0.1";

  static BrokerPlace of(int id, String host, Path folder) {
    return new BrokerPlace(
        id, host, Ports.free(), Ports.free(), Ports.free(), Ports.free(), folder);
  }

  /** Where brokers, and whoever verifies, reach it. */
  String address() {
    return host + ":" + direct;
  }

  /** Where clients reach it. */
  String wire() {
    return LOOPBACK + ":" + advertised;
  }

  String voter() {
    return id + "@" + host + ":" + controller;
  }

  /** Kafka's settings for a small member of a cluster of as many as there are places. */
  Map<String, String> settings(List<BrokerPlace> cluster) {
    int copies = cluster.size();
    var settings = new TreeMap<String, String>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", Integer.toString(id));
    settings.put(
        "controller.quorum.voters",
        cluster.stream().map(BrokerPlace::voter).collect(Collectors.joining(",")));
    settings.put(
        "listeners",
        "DIRECT://%s,WIRE://%s:%d,CONTROLLER://%s:%d"
            .formatted(address(), host, behindWire, host, controller));
    settings.put("advertised.listeners", "DIRECT://%s,WIRE://%s".formatted(address(), wire()));
    settings.put(
        "listener.security.protocol.map", "DIRECT:PLAINTEXT,WIRE:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("inter.broker.listener.name", "DIRECT");
    settings.put("log.dirs", folder.toString());
    settings.put("auto.create.topics.enable", "false");
    settings.put("broker.session.timeout.ms", "3000");
    settings.put("broker.heartbeat.interval.ms", "500");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(2 << 20));
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "2");
    settings.put("background.threads", "2");
    for (String internal : List.of("offsets.topic", "transaction.state.log")) {
      settings.put(internal + ".replication.factor", Integer.toString(copies));
      settings.put(internal + ".num.partitions", "3");
    }
    settings.put("transaction.state.log.min.isr", Integer.toString(Math.max(1, copies - 1)));
    return settings;
  }
}
