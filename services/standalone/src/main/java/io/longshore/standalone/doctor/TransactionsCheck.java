package io.longshore.standalone.doctor;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;

/**
 * Whether a transaction hangs: a partition's leader waits for its end, and its coordinator is done
 * with it or never knew that the partition took part (<a
 * href="https://cwiki.apache.org/confluence/display/KAFKA/KIP-664">KIP-664</a>). Nobody ends such a
 * one. It comes about where a partition has no leader at the moment its transaction is ended (<a
 * href="https://github.com/apache/kafka/pull/22680">KAFKA-20734</a>).
 *
 * @param admin of the cluster
 * @param topics to look at; those that this login may not read are left out
 */
public record TransactionsCheck(Admin admin, Collection<String> topics) implements Check {
  private static final String CHECK = "transactions";

  public TransactionsCheck {
    topics = List.copyOf(topics);
  }

  @Override
  public List<Finding> look() {
    try {
      Set<TopicPartition> partitions = partitions();
      Set<OpenTransaction> before = open(partitions);
      Map<Long, Set<TopicPartition>> going = before.isEmpty() ? Map.of() : going(before);
      // What ended while the coordinators were asked is no longer open.
      Set<OpenTransaction> hanging = before.isEmpty() ? before : open(partitions);
      hanging.retainAll(before);
      hanging.removeIf(it -> going.getOrDefault(it.producer(), Set.of()).contains(it.partition()));
      return hanging.isEmpty()
          ? List.of(
              Finding.ok(CHECK, "none hangs of the %d that are open".formatted(before.size())))
          : hanging.stream().map(it -> finding(it, going.containsKey(it.producer()))).toList();
    } catch (ExecutionException e) {
      return List.of(KafkaTrouble.finding(CHECK, e));
    } catch (InterruptedException e) {
      throw KafkaTrouble.interrupted(e);
    }
  }

  private Set<TopicPartition> partitions() throws ExecutionException, InterruptedException {
    Map<String, TopicDescription> described = admin.describeTopics(topics).allTopicNames().get();
    return described.values().stream()
        .flatMap(
            topic ->
                topic.partitions().stream()
                    .filter(partition -> partition.leader() != null)
                    .map(partition -> new TopicPartition(topic.name(), partition.partition())))
        .collect(Collectors.toSet());
  }

  private Set<OpenTransaction> open(Set<TopicPartition> partitions)
      throws ExecutionException, InterruptedException {
    DescribeProducersResult asked = admin.describeProducers(partitions);
    var open = new HashSet<OpenTransaction>();
    for (TopicPartition partition : partitions) {
      try {
        for (ProducerState producer : asked.partitionResult(partition).get().activeProducers()) {
          OptionalLong start = producer.currentTransactionStartOffset();
          start.ifPresent(
              at -> open.add(new OpenTransaction(partition, producer.producerId(), at)));
        }
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof ApiException)) {
          throw e;
        }
      }
    }
    return open;
  }

  /** By producer, the partitions that its coordinator will end a transaction on. */
  private Map<Long, Set<TopicPartition>> going(Set<OpenTransaction> open)
      throws ExecutionException, InterruptedException {
    Set<Long> producers = open.stream().map(OpenTransaction::producer).collect(Collectors.toSet());
    List<String> ids =
        admin
            .listTransactions(new ListTransactionsOptions().filterProducerIds(producers))
            .all()
            .get()
            .stream()
            .map(TransactionListing::transactionalId)
            .toList();
    var going = new HashMap<Long, Set<TopicPartition>>();
    for (TransactionDescription it : admin.describeTransactions(ids).all().get().values()) {
      going.put(it.producerId(), it.topicPartitions());
    }
    return going;
  }

  private static Finding finding(OpenTransaction it, boolean known) {
    String found =
        "a transaction of producer %d on %s hangs: readers get no further than offset %d"
            .formatted(it.producer(), it.partition(), it.start());
    return known
        ? Finding.fault(CHECK, found, "'" + end(it) + "' drops what it wrote, and they go on")
        : Finding.warning(
            CHECK,
            found + ", unless it is one that this login may not see",
            "look with a login that may DESCRIBE every transaction; then '" + end(it) + "'");
  }

  private static String end(OpenTransaction it) {
    return "kafka-transactions.sh abort --topic %s --partition %d --start-offset %d"
        .formatted(it.partition().topic(), it.partition().partition(), it.start());
  }
}
