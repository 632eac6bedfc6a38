package io.longshore.standalone.broker;

import io.longshore.standalone.transaction.OpenTransaction;
import io.longshore.standalone.transaction.OpenTransactions;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TransactionDescription;
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
    var open = OpenTransactions.on(partitions, admin);
    if (!open.unread().isEmpty()) {
      throw new IOException("nothing is known of the transactions on " + open.unread());
    }
    boolean settled = true;
    for (OpenTransaction it : open.still()) {
      TransactionDescription said = open.said().get(it.producer());
      Fate fate = Fate.of(it, said);
      settled &= fate != Fate.NOT_KNOWN_YET;
      if (said != null && (fate == Fate.COMMITTED || fate == Fate.ABORTED)) {
        markers.write(it, said.producerEpoch(), fate == Fate.COMMITTED);
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
}
