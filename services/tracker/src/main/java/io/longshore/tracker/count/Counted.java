package io.longshore.tracker.count;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything counted so far, over all classes.
 *
 * @param labels each image once
 * @param units independent units
 * @param offsets next offset of each labels partition
 * @param asOf latest time that a label was given at
 * @param bucket the last one contained; what windows are measured in
 */
public record Counted(
    long labels, long units, SortedMap<Integer, Long> offsets, Instant asOf, long bucket) {
  public static final Counted NOTHING = new Counted(0, 0, new TreeMap<>(), Instant.EPOCH, 0);

  public Counted {
    offsets = Collections.unmodifiableSortedMap(new TreeMap<>(offsets));
  }

  Counted containing(Map<Integer, Long> nextOffsets, Instant latest, long inBucket) {
    var contained = new TreeMap<>(offsets);
    nextOffsets.forEach((partition, offset) -> contained.merge(partition, offset, Math::max));
    return new Counted(
        labels, units, contained, latest.isAfter(asOf) ? latest : asOf, Math.max(bucket, inBucket));
  }

  Counted plus(long moreLabels, long moreUnits) {
    return new Counted(labels + moreLabels, units + moreUnits, offsets, asOf, bucket);
  }
}
