package io.longshore.loadtest.process;

import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.topic.TopicNames;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;

/** Who leads the partitions of a cluster, and which of their copies are in step. */
public final class Partitions {
  private static final Patience PATIENCE = Patience.ofSeconds(60);

  private final List<Integer> brokers;
  private final KafkaConnection impatient;

  /**
   * @param brokers ids of all
   * @param direct where they are reached past their wires
   */
  Partitions(List<Integer> brokers, String direct) {
    this.brokers = List.copyOf(brokers);
    // Soon asks another broker if one does not answer, as one that stands still does not.
    this.impatient =
        new KafkaConnection(
            Map.of("bootstrap.servers", direct, "request.timeout.ms", "2000"),
            new TopicNames(""),
            new SimpleMeterRegistry());
  }

  /** The broker that leads a partition; between two leaders there is none for a while. */
  public int leader(String topic, int partition) throws InterruptedException {
    return PATIENCE
        .finds(() -> leaderNow(topic, partition))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "nobody leads %s-%d after %s".formatted(topic, partition, PATIENCE)));
  }

  private Optional<Integer> leaderNow(String topic, int partition) throws InterruptedException {
    return Optional.ofNullable(described(topic).get(partition).leader())
        .filter(node -> !node.isEmpty())
        .map(Node::id);
  }

  /** How many copies of a partition are in step now. */
  public int inSync(String topic, int partition) throws InterruptedException {
    return described(topic).get(partition).isr().size();
  }

  /** Partitions of any topic of which not all copies are in step now. */
  public List<String> lagging() throws InterruptedException {
    try (Admin admin = impatient.admin("load-test")) {
      Set<String> topics =
          admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
      return described(admin, topics).values().stream()
          .flatMap(
              topic ->
                  topic.partitions().stream()
                      .filter(partition -> partition.isr().size() < partition.replicas().size())
                      .map(partition -> topic.name() + "-" + partition.partition()))
          .sorted()
          .toList();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the topics cannot be described", e.getCause());
    }
  }

  /** Makes a broker the leader of a partition, wherever it was before. */
  public void lead(Broker broker, String topic, int partition) throws InterruptedException {
    var replicas = new ArrayList<>(List.of(broker.id()));
    brokers.stream().filter(id -> id != broker.id()).forEach(replicas::add);
    var where = new TopicPartition(topic, partition);
    try (Admin admin = impatient.admin("load-test")) {
      var order = Optional.of(new NewPartitionReassignment(replicas));
      admin.alterPartitionReassignments(Map.of(where, order)).all().get();
      if (!PATIENCE.sees(() -> leads(admin, broker, where))) {
        throw new IllegalStateException(
            "broker %d does not lead %s after %s".formatted(broker.id(), where, PATIENCE));
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(where + " gets no other leader", e.getCause());
    }
  }

  /** Whether it leads; if not, it is voted for again. */
  private boolean leads(Admin admin, Broker broker, TopicPartition where)
      throws InterruptedException {
    try {
      if (!admin.listPartitionReassignments(Set.of(where)).reassignments().get().isEmpty()) {
        return false;
      }
      if (leaderNow(where.topic(), where.partition()).equals(Optional.of(broker.id()))) {
        return true;
      }
      var unused = admin.electLeaders(ElectionType.PREFERRED, Set.of(where)).partitions().get();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(where + " gets no other leader", e.getCause());
    }
  }

  private List<TopicPartitionInfo> described(String topic) throws InterruptedException {
    try (Admin admin = impatient.admin("load-test")) {
      return Objects.requireNonNull(described(admin, Set.of(topic)).get(topic)).partitions();
    } catch (ExecutionException e) {
      throw new IllegalStateException("topic " + topic + " cannot be described", e.getCause());
    }
  }

  private static Map<String, TopicDescription> described(Admin admin, Collection<String> topics)
      throws InterruptedException, ExecutionException {
    return admin.describeTopics(topics).allTopicNames().get();
  }
}
