package io.longshore.standalone.transaction;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;

/**
 * Transactions that partitions' leaders have seen no end of, beside what their coordinators say (<a
 * href="https://cwiki.apache.org/confluence/display/KAFKA/KIP-664">KIP-664</a>).
 *
 * @param seen how many were open before the coordinators were asked
 * @param still those that were open before and after: what ended meanwhile does not hang
 * @param said by the coordinators, by producer; of those that are known to them
 * @param unread partitions that Kafka would not tell of
 */
public record OpenTransactions(
    int seen,
    Set<OpenTransaction> still,
    Map<Long, TransactionDescription> said,
    Set<TopicPartition> unread) {

  public OpenTransactions {
    still = Set.copyOf(still);
    said = Map.copyOf(said);
    unread = Set.copyOf(unread);
  }

  /** Asks the leaders, the coordinators if anything is open, and the leaders again. */
  public static OpenTransactions on(Set<TopicPartition> partitions, Admin admin)
      throws ExecutionException, InterruptedException {
    var unread = new HashSet<TopicPartition>();
    Set<OpenTransaction> before = open(partitions, admin, unread);
    if (before.isEmpty()) {
      return new OpenTransactions(0, before, Map.of(), unread);
    }
    Map<Long, TransactionDescription> said = said(before, admin);
    Set<OpenTransaction> still = open(partitions, admin, unread);
    still.retainAll(before);
    return new OpenTransactions(before.size(), still, said, unread);
  }

  private static Set<OpenTransaction> open(
      Set<TopicPartition> partitions, Admin admin, Set<TopicPartition> unread)
      throws ExecutionException, InterruptedException {
    DescribeProducersResult asked = admin.describeProducers(partitions);
    var open = new HashSet<OpenTransaction>();
    for (TopicPartition partition : partitions) {
      try {
        for (ProducerState it : asked.partitionResult(partition).get().activeProducers()) {
          it.currentTransactionStartOffset()
              .ifPresent(
                  start ->
                      open.add(
                          new OpenTransaction(
                              partition,
                              it.producerId(),
                              it.producerEpoch(),
                              it.coordinatorEpoch().orElse(0),
                              start)));
        }
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof ApiException)) {
          throw e;
        }
        unread.add(partition);
      }
    }
    return open;
  }

  private static Map<Long, TransactionDescription> said(Set<OpenTransaction> open, Admin admin)
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
    var said = new HashMap<Long, TransactionDescription>();
    for (TransactionDescription it : admin.describeTransactions(ids).all().get().values()) {
      said.put(it.producerId(), it);
    }
    return said;
  }
}
