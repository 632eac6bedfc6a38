package io.longshore.tracker.tracking;

import io.longshore.tracker.label.ClassLabels;
import io.longshore.tracker.label.Fingerprint;
import io.longshore.tracker.label.LabelBatch;
import io.longshore.tracker.label.SeenNames;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What the batches of a bucket come to, all partitions together: each unit once.
 *
 * @param offsets next offset of each partition
 * @param asOf latest time that a label was given at
 * @param records contained, counted or not
 * @param refused labels of classes that may not count
 * @param classes class name to what is added to it
 */
record BucketCount(
    Map<Integer, Long> offsets,
    Instant asOf,
    long records,
    long refused,
    Map<String, Added> classes) {

  /** New labels and new units of a class. */
  record Added(long labels, long units) {
    Added plus(Added more) {
      return new Added(labels + more.labels, units + more.units);
    }
  }

  /**
   * @param seen units, those of the bucket from now on too
   * @param mayCount tells a class that counts
   * @param time of the bucket in epoch milliseconds
   */
  static BucketCount of(
      List<LabelBatch> batches, SeenNames seen, long time, Predicate<String> mayCount) {
    var offsets = new HashMap<Integer, Long>();
    var classes = new HashMap<String, Added>();
    Instant asOf = Instant.EPOCH;
    long records = 0;
    long refused = 0;
    for (LabelBatch batch : batches) {
      offsets.merge(batch.partition(), batch.nextOffset(), Math::max);
      asOf = batch.asOf().isAfter(asOf) ? batch.asOf() : asOf;
      records += batch.records();
      for (var entry : batch.classes().entrySet()) {
        ClassLabels added = entry.getValue();
        if (classes.containsKey(entry.getKey()) || mayCount.test(entry.getKey())) {
          classes.merge(
              entry.getKey(),
              new Added(added.labels(), added.alone() + fresh(added, seen, time)),
              Added::plus);
        } else {
          refused += added.labels();
        }
      }
    }
    return new BucketCount(offsets, asOf, records, refused, classes);
  }

  long labels() {
    return classes.values().stream().mapToLong(Added::labels).sum();
  }

  long units() {
    return classes.values().stream().mapToLong(Added::units).sum();
  }

  private static long fresh(ClassLabels added, SeenNames seen, long time) {
    long fresh = 0;
    for (Fingerprint unit : added.units()) {
      fresh += seen.isNew(unit, time) ? 1 : 0;
    }
    return fresh;
  }
}
