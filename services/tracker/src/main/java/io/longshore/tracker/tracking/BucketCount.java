package io.longshore.tracker.tracking;

import io.longshore.tracker.label.ClassLabels;
import io.longshore.tracker.label.Fingerprint;
import io.longshore.tracker.label.LabelBatch;
import io.longshore.tracker.label.SeenNames;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the batches of a bucket come to, all partitions together: each unit once.
 *
 * @param offsets next offset of each partition
 * @param asOf latest time that a label was given at
 * @param records contained, counted or not
 * @param classes class name to what is added to it
 */
record BucketCount(
    Map<Integer, Long> offsets, Instant asOf, long records, Map<String, Added> classes) {

  /** New labels and new units of a class. */
  record Added(long labels, long units) {
    Added plus(Added more) {
      return new Added(labels + more.labels, units + more.units);
    }
  }

  /**
   * @param seen units, those of the bucket from now on too
   * @param time of the bucket in epoch milliseconds
   */
  static BucketCount of(List<LabelBatch> batches, SeenNames seen, long time) {
    var offsets = new HashMap<Integer, Long>();
    var classes = new HashMap<String, Added>();
    Instant asOf = Instant.EPOCH;
    long records = 0;
    for (LabelBatch batch : batches) {
      offsets.merge(batch.partition(), batch.nextOffset(), Math::max);
      asOf = batch.asOf().isAfter(asOf) ? batch.asOf() : asOf;
      records += batch.records();
      batch
          .classes()
          .forEach(
              (name, added) ->
                  classes.merge(
                      name,
                      new Added(added.labels(), added.alone() + fresh(added, seen, time)),
                      Added::plus));
    }
    return new BucketCount(offsets, asOf, records, classes);
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
