package io.longshore.tracker.replay;

import io.longshore.tracker.label.LabelBatch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How far the labels are counted, by partition; decisions are told apart by it. */
final class Position {
  private final Map<Integer, Long> first;
  private final Map<Integer, Long> next;

  Position(Map<Integer, Long> first) {
    this.first = Map.copyOf(first);
    this.next = new HashMap<>(first);
  }

  void advance(List<LabelBatch> batches) {
    batches.forEach(batch -> next.merge(batch.partition(), batch.nextOffset(), Math::max));
  }

  /** Whether a decision taken on labels up to these offsets was taken before the first label. */
  boolean isBefore(Map<Integer, Long> offsets) {
    return offsets.entrySet().stream()
        .allMatch(o -> o.getValue() <= first.getOrDefault(o.getKey(), 0L));
  }

  /** Whether labels up to these offsets are counted. */
  boolean contains(Map<Integer, Long> offsets) {
    return offsets.entrySet().stream().allMatch(o -> o.getValue() <= at(o.getKey()));
  }

  /** Whether labels up to these offsets are counted and no others. */
  boolean is(Map<Integer, Long> offsets) {
    return contains(offsets)
        && next.keySet().stream()
            .allMatch(
                partition ->
                    at(partition)
                        <= Math.max(
                            offsets.getOrDefault(partition, 0L),
                            first.getOrDefault(partition, 0L)));
  }

  private long at(int partition) {
    return next.getOrDefault(partition, 0L);
  }
}
