package io.longshore.loadtest.process;

import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.topic.TopicNames;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;

/** Real brokers, each a process of its own, that replicate to each other. */
public final class Cluster implements AutoCloseable {
  private static final Patience PATIENCE = Patience.ofSeconds(60);
  private static final String ID = "bG9uZ3Nob3JlLWZhdWx0cw";

  private final List<Broker> brokers;
  private final String behindWires;
  private final String direct;
  private final Partitions partitions;

  private Cluster(List<BrokerPlace> places, List<Broker> brokers) {
    this.brokers = List.copyOf(brokers);
    this.behindWires = places.stream().map(BrokerPlace::wire).collect(Collectors.joining(","));
    this.direct = places.stream().map(BrokerPlace::address).collect(Collectors.joining(","));
    this.partitions = new Partitions(places.stream().map(BrokerPlace::id).toList(), direct);
  }

  /**
   * Formats the folders, starts the brokers and returns when all of them answer.
   *
   * @param classPath with Kafka's broker on it
   * @param folder of settings and logs
   * @param logs folder of each broker's log, one a broker
   * @param island where the last broker lives; with none all of them live on this machine
   */
  public static Cluster start(
      String classPath, Path folder, List<Path> logs, Optional<Island> island)
      throws InterruptedException {
    return start(classPath, folder, logs, island, Compiling.QUICKLY);
  }

  /** The same with brokers whose code is compiled as said. */
  public static Cluster start(
      String classPath, Path folder, List<Path> logs, Optional<Island> island, Compiling compiling)
      throws InterruptedException {
    var places = new ArrayList<BrokerPlace>();
    String host = island.map(Island::shore).orElse("127.0.0.1");
    for (int i = 0; i < logs.size(); i++) {
      boolean last = i == logs.size() - 1;
      String at = last ? island.map(Island::harbour).orElse(host) : host;
      places.add(BrokerPlace.of(i + 1, at, logs.get(i)));
    }
    var brokers = new ArrayList<Broker>();
    for (BrokerPlace place : places) {
      Path properties = folder.resolve("broker-" + place.id() + ".properties");
      PropertiesFile.write(properties, place.settings(places));
      List<String> ferry =
          place.host().equals(host) ? List.of() : island.map(Island::ferry).orElse(List.of());
      brokers.add(new Broker(place, classPath, properties, ferry, compiling));
    }
    var cluster = new Cluster(places, brokers);
    try {
      for (Broker broker : brokers) {
        broker.format(ID);
      }
      brokers.forEach(Broker::start);
      for (Broker broker : brokers) {
        broker.awaitListening();
      }
      cluster.awaitMembers();
      return cluster;
    } catch (InterruptedException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /** A broker listens before the others count it; topics of as many copies need all of them. */
  public void awaitMembers() throws InterruptedException {
    try (Admin admin = kafka().admin("load-test")) {
      if (!PATIENCE.sees(() -> members(admin) == brokers.size())) {
        throw new IllegalStateException(
            "%d of %d brokers are members after %s"
                .formatted(members(admin), brokers.size(), PATIENCE));
      }
    }
  }

  private static int members(Admin admin) throws InterruptedException {
    try {
      return admin.describeCluster().nodes().get().size();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the cluster does not answer", e.getCause());
    }
  }

  public List<Broker> brokers() {
    return brokers;
  }

  /** Where services find it: every byte passes the wires. */
  public String bootstrapServers() {
    return behindWires;
  }

  /** Where whoever verifies finds it, past the wires. */
  public String direct() {
    return direct;
  }

  /** A connection past the wires. */
  public KafkaConnection kafka() {
    return new KafkaConnection(
        Map.of("bootstrap.servers", direct), new TopicNames(""), new SimpleMeterRegistry());
  }

  /** Who leads what, and which copies are in step. */
  public Partitions partitions() {
    return partitions;
  }

  /** The broker that leads a partition now. */
  public Broker leader(String topic, int partition) throws InterruptedException {
    int id = partitions.leader(topic, partition);
    return brokers.stream()
        .filter(broker -> broker.id() == id)
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("no broker " + id));
  }

  /** Members of a consumer group and how many partitions each of them has now. */
  public Map<String, Integer> members(String group) throws InterruptedException {
    try (Admin admin = kafka().admin("load-test")) {
      return Objects.requireNonNull(
              admin.describeConsumerGroups(List.of(group)).all().get().get(group))
          .members()
          .stream()
          .collect(
              Collectors.toMap(
                  MemberDescription::consumerId,
                  member -> member.assignment().topicPartitions().size()));
    } catch (ExecutionException e) {
      throw new IllegalStateException("group " + group + " cannot be described", e.getCause());
    }
  }

  @Override
  public void close() {
    brokers.forEach(Broker::close);
  }
}
