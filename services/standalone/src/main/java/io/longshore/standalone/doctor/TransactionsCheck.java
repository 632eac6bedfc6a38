package io.longshore.standalone.doctor;

import io.longshore.standalone.transaction.OpenTransaction;
import io.longshore.standalone.transaction.OpenTransactions;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

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
      var open = OpenTransactions.on(partitions(), admin);
      List<OpenTransaction> hanging =
          open.still().stream().filter(it -> !willEnd(it, open.said().get(it.producer()))).toList();
      return hanging.isEmpty()
          ? List.of(Finding.ok(CHECK, "none hangs of the %d that are open".formatted(open.seen())))
          : hanging.stream()
              .map(it -> finding(it, open.said().containsKey(it.producer())))
              .toList();
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

  private static boolean willEnd(OpenTransaction it, @Nullable TransactionDescription said) {
    return said != null && said.topicPartitions().contains(it.partition());
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
