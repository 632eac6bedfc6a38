package io.longshore.tracker.count;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything counted so far, over all classes.
 *
 * @param labels each image once
 * @param units independent units
 * @param offsets next offset of each labels partition
 * @param asOf latest event time of a label
 * @param streamTime latest record time in epoch milliseconds; what windows are measured in
 */
public record Counted(
    long labels, long units, SortedMap<Integer, Long> offsets, Instant asOf, long streamTime) {
  public static final Counted NOTHING = new Counted(0, 0, new TreeMap<>(), Instant.EPOCH, 0);

  public Counted {
    offsets = Collections.unmodifiableSortedMap(new TreeMap<>(offsets));
  }

  Counted containing(int partition, long nextOffset, long recordTime) {
    var contained = new TreeMap<>(offsets);
    contained.put(partition, nextOffset);
    return new Counted(labels, units, contained, asOf, Math.max(streamTime, recordTime));
  }

  Counted plusLabel(Instant labelledAt) {
    return new Counted(
        labels + 1, units, offsets, labelledAt.isAfter(asOf) ? labelledAt : asOf, streamTime);
  }

  Counted plusUnit() {
    return new Counted(labels, units + 1, offsets, asOf, streamTime);
  }
}
