package io.longshore.scorer.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Images that are fetched once more although they have a prediction. For the polling thread. */
final class Resumed {
  private final Map<Integer, Set<Long>> predicted = new HashMap<>();

  /** A partition goes on here. */
  void begin(int partition, ResumePoint point) {
    predicted.put(partition, new HashSet<>(point.predicted()));
  }

  void end(Collection<Integer> partitions) {
    predicted.keySet().removeAll(partitions);
  }

  /** Whether the image of this record is to be passed over; each is told once. */
  boolean passes(ConsumerRecord<?, ?> record) {
    Set<Long> offsets = predicted.get(record.partition());
    return offsets != null && offsets.remove(record.offset());
  }
}
