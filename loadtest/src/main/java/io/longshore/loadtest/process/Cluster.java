package io.longshore.loadtest.process;

import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.topic.TopicNames;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;

/** Real brokers, each a process of its own, that replicate to each other. */
public final class Cluster implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String ID = "bG9uZ3Nob3JlLWZhdWx0cw";

  private final List<Broker> brokers;
  private final String behindWires;
  private final String direct;

  private Cluster(List<BrokerPlace> places, List<Broker> brokers) {
    this.brokers = List.copyOf(brokers);
    this.behindWires = places.stream().map(BrokerPlace::wire).collect(Collectors.joining(","));
    this.direct = places.stream().map(BrokerPlace::address).collect(Collectors.joining(","));
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
  private void awaitMembers() throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    try (Admin admin = kafka().admin("load-test")) {
      while (admin.describeCluster().nodes().get().size() < brokers.size()) {
        if (System.nanoTime() > end) {
          throw new IllegalStateException("not every broker joined within " + PATIENCE);
        }
        Thread.sleep(100);
      }
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

  /** The broker that leads a partition now. */
  public Broker leader(String topic, int partition) throws InterruptedException {
    int id = partition(topic, partition).leader().id();
    return brokers.stream()
        .filter(broker -> broker.id() == id)
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("no broker " + id));
  }

  /** How many copies of a partition are in step now. */
  public int inSync(String topic, int partition) throws InterruptedException {
    return partition(topic, partition).isr().size();
  }

  /** Makes a broker the leader of a partition, wherever it was before. */
  public void lead(Broker broker, String topic, int partition) throws InterruptedException {
    var replicas = new ArrayList<>(List.of(broker.id()));
    brokers.stream().map(Broker::id).filter(id -> id != broker.id()).forEach(replicas::add);
    var where = new TopicPartition(topic, partition);
    long end = System.nanoTime() + PATIENCE.toNanos();
    try (Admin admin = kafka().admin("load-test")) {
      var order = Optional.of(new NewPartitionReassignment(replicas));
      admin.alterPartitionReassignments(Map.of(where, order)).all().get();
      while (!admin.listPartitionReassignments(Set.of(where)).reassignments().get().isEmpty()) {
        Thread.sleep(100);
      }
      while (leader(topic, partition) != broker) {
        if (System.nanoTime() > end) {
          throw new IllegalStateException("broker " + broker.id() + " does not lead " + where);
        }
        var unused = admin.electLeaders(ElectionType.PREFERRED, Set.of(where)).partitions().get();
        Thread.sleep(250);
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(where + " gets no other leader", e.getCause());
    }
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

  /** Waits until every broker has the partition again; the copies in step at the end. */
  public int awaitInSync(String topic, int partition, Duration patience)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    int copies = inSync(topic, partition);
    while (copies < brokers.size() && System.nanoTime() < end) {
      Thread.sleep(250);
      copies = inSync(topic, partition);
    }
    return copies;
  }

  /** Soon asks another broker if one does not answer, as one that stands still does not. */
  private TopicPartitionInfo partition(String topic, int partition) throws InterruptedException {
    var impatient =
        new KafkaConnection(
            Map.of("bootstrap.servers", direct, "request.timeout.ms", "2000"),
            new TopicNames(""),
            new SimpleMeterRegistry());
    try (Admin admin = impatient.admin("load-test")) {
      var description =
          Objects.requireNonNull(
              admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic));
      return description.partitions().get(partition);
    } catch (ExecutionException e) {
      throw new IllegalStateException("topic " + topic + " cannot be described", e.getCause());
    }
  }

  @Override
  public void close() {
    brokers.forEach(
        broker -> {
          if (broker.process().isAlive()) {
            broker.process().resume();
            broker.process().terminate();
          }
        });
    brokers.forEach(Broker::close);
  }
}
