package io.longshore.standalone.broker;

import io.longshore.standalone.broker.OpenAtLeader.Fate;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends transactions that the coordinator of a broker that is alone has called complete and told no
 * partition of. It comes to that when the broker is killed in the milliseconds between the decision
 * and the telling: at its next start its partitions are without a leader for a moment, and the
 * coordinator takes them for deleted (<a
 * href="https://github.com/apache/kafka/pull/22680">KAFKA-20734</a>). Whoever reads only what is
 * committed, as a restore does, would wait there for ever.
 *
 * <p>The end written is the one that the coordinator decided. It is for the time before anybody
 * else uses the broker.
 */
final class LostMarkers {
  private static final Logger log = LoggerFactory.getLogger(LostMarkers.class);

  /** A coordinator has long read what it knows, and ended what it will end. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Admin admin;
  private final TransactionMarkers markers;

  LostMarkers(Admin admin, TransactionMarkers markers) {
    this.admin = admin;
    this.markers = markers;
  }

  /** Looks at every partition, and writes what is missing. */
  void write() throws ExecutionException, InterruptedException, IOException {
    Set<TopicPartition> partitions = partitions();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!settled(partitions) && System.nanoTime() < end) {
      Thread.sleep(PAUSE.toMillis());
    }
  }

  /** Whether all that is open has its fate. */
  private boolean settled(Set<TopicPartition> partitions)
      throws ExecutionException, InterruptedException, IOException {
    Set<OpenAtLeader> before = open(partitions);
    if (before.isEmpty()) {
      return true;
    }
    Map<Long, TransactionDescription> said = said(before);
    // What ended while the coordinators were asked is no longer open.
    Set<OpenAtLeader> open = open(partitions);
    open.retainAll(before);
    boolean settled = true;
    for (OpenAtLeader it : open) {
      TransactionDescription by = said.get(it.producer());
      Fate fate = it.fate(Optional.ofNullable(by));
      settled &= fate != Fate.NOT_KNOWN_YET;
      if (by != null && (fate == Fate.COMMITTED || fate == Fate.ABORTED)) {
        markers.write(it, by.producerEpoch(), fate == Fate.COMMITTED);
        log.atWarn()
            .addKeyValue("partition", it.partition())
            .addKeyValue("offset", it.start())
            .addKeyValue("fate", fate)
            .log("a transaction was decided and its partition not told, as the broker was killed");
      }
    }
    return settled;
  }

  private Set<TopicPartition> partitions() throws ExecutionException, InterruptedException {
    Set<String> topics = admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
    return admin.describeTopics(topics).allTopicNames().get().values().stream()
        .flatMap(
            topic ->
                topic.partitions().stream()
                    .map(partition -> new TopicPartition(topic.name(), partition.partition())))
        .collect(Collectors.toSet());
  }

  private Set<OpenAtLeader> open(Set<TopicPartition> partitions)
      throws ExecutionException, InterruptedException {
    DescribeProducersResult asked = admin.describeProducers(partitions);
    var open = new HashSet<OpenAtLeader>();
    for (TopicPartition partition : partitions) {
      for (ProducerState producer : asked.partitionResult(partition).get().activeProducers()) {
        producer
            .currentTransactionStartOffset()
            .ifPresent(
                start ->
                    open.add(
                        new OpenAtLeader(
                            partition,
                            producer.producerId(),
                            producer.producerEpoch(),
                            producer.coordinatorEpoch().orElse(0),
                            start)));
      }
    }
    return open;
  }

  private Map<Long, TransactionDescription> said(Set<OpenAtLeader> open)
      throws ExecutionException, InterruptedException {
    Set<Long> producers = open.stream().map(OpenAtLeader::producer).collect(Collectors.toSet());
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
