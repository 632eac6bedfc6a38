package io.longshore.scorer.kafka;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the images are done: up to the first batch, in the order they came, of which anything is
 * not yet acknowledged. Safe for several threads.
 */
final class Progress {
  private final Deque<Ticket> open = new ArrayDeque<>();
  private final Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();

  /** One batch under way. */
  static final class Ticket {
    private final Map<TopicPartition, OffsetAndMetadata> next;
    private boolean done;

    private Ticket(Map<TopicPartition, OffsetAndMetadata> next) {
      this.next = next;
    }
  }

  /** The offsets after the last record of each partition. */
  static Map<TopicPartition, OffsetAndMetadata> after(List<FetchedImage> images) {
    var last = new HashMap<TopicPartition, OffsetAndMetadata>(4);
    for (int i = images.size() - 1; i >= 0; i--) {
      var record = images.get(i).record();
      var partition = new TopicPartition(record.topic(), record.partition());
      if (!last.containsKey(partition)) {
        last.put(partition, new OffsetAndMetadata(record.offset() + 1));
      }
    }
    return last;
  }

  synchronized Ticket begin(Map<TopicPartition, OffsetAndMetadata> next) {
    var ticket = new Ticket(next);
    open.add(ticket);
    return ticket;
  }

  synchronized void done(Ticket ticket) {
    ticket.done = true;
    while (!open.isEmpty() && open.getFirst().done) {
      done.putAll(open.removeFirst().next);
    }
  }

  /** What may be committed since the last call. */
  synchronized Map<TopicPartition, OffsetAndMetadata> take() {
    var now = Map.copyOf(done);
    done.clear();
    return now;
  }
}
