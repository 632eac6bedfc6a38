package io.longshore.scorer.kafka;

import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Where the work on a partition goes on: at the first image without a prediction that was not
 * committed; those after it that have one are passed over. They are there if a scorer gave a send
 * up while a later one was under way, and ended.
 *
 * @param next offset of the first image to fetch
 * @param predicted offsets after it whose images have a prediction
 */
record ResumePoint(long next, Set<Long> predicted) {

  ResumePoint {
    predicted = Set.copyOf(predicted);
  }

  /** The point for a partition whose predictions end like this; asks the broker for the rest. */
  static ResumePoint of(PredictionsTail tail, Consumer<?, ?> consumer, TopicPartition partition) {
    Set<TopicPartition> only = Set.of(partition);
    OffsetAndMetadata committed = consumer.committed(only).get(partition);
    long beginning = Objects.requireNonNull(consumer.beginningOffsets(only).get(partition));
    return of(
        tail,
        committed == null ? OptionalLong.empty() : OptionalLong.of(committed.offset()),
        beginning);
  }

  /**
   * The point for what is known of a partition. A tail that is not the whole says nothing of images
   * before its first prediction: what is further back than any scorer has in hand is done.
   *
   * @param tail what was predicted last
   * @param committed offset up to which everything is done, if one was ever committed
   * @param beginning offset of the first image that is still on its topic
   */
  static ResumePoint of(PredictionsTail tail, OptionalLong committed, long beginning) {
    long from = Math.max(beginning, committed.orElse(beginning));
    long next = tail.isWhole() ? from : Math.max(from, tail.first().orElse(from));
    while (tail.offsets().contains(next)) {
      next++;
    }
    long first = next;
    return new ResumePoint(
        next,
        tail.offsets().stream()
            .filter(offset -> offset > first)
            .collect(Collectors.toUnmodifiableSet()));
  }
}
