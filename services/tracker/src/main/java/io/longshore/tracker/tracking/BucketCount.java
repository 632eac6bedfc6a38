package io.longshore.tracker.tracking;

import io.longshore.tracker.label.ClassAdditions;
import io.longshore.tracker.label.LabelBatch;
import io.longshore.tracker.label.SeenNames;
import io.longshore.tracker.memory.Names;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * What the batches of a bucket come to, all partitions together: each unit once.
 *
 * @param offsets next offset of each partition
 * @param asOf latest time that a label was given at
 * @param records contained, counted or not
 * @param refused labels of classes that may not count
 * @param classes what is added to the row of each class
 */
record BucketCount(
    Map<Integer, Long> offsets, Instant asOf, long records, long refused, RowCounts classes) {
  /**
   * @param seen units, those of the bucket from now on too
   * @param time of the bucket in epoch milliseconds
   * @param rowOf a class, by name, or {@link Names#NONE}
   */
  static BucketCount of(
      List<LabelBatch> batches, SeenNames seen, long time, ToIntFunction<String> rowOf) {
    var offsets = new HashMap<Integer, Long>();
    var classes = new RowCounts();
    Instant asOf = Instant.EPOCH;
    long records = 0;
    long refused = 0;
    for (LabelBatch batch : batches) {
      offsets.merge(batch.partition(), batch.nextOffset(), Math::max);
      asOf = batch.asOf().isAfter(asOf) ? batch.asOf() : asOf;
      records += batch.records();
      refused += add(batch.classes(), seen, time, rowOf, classes);
    }
    return new BucketCount(offsets, asOf, records, refused, classes);
  }

  private static long add(
      ClassAdditions added,
      SeenNames seen,
      long time,
      ToIntFunction<String> rowOf,
      RowCounts classes) {
    long refused = 0;
    int[] rows = new int[added.size()];
    for (int number = 0; number < rows.length; number++) {
      rows[number] = rowOf.applyAsInt(added.name(number));
      if (rows[number] == Names.NONE) {
        refused += added.alone(number);
      } else {
        classes.add(rows[number], added.alone(number), added.alone(number));
      }
    }
    for (int unit = 0; unit < added.units(); unit++) {
      int row = rows[added.classOfUnit(unit)];
      if (row == Names.NONE) {
        refused++;
      } else {
        classes.add(row, 1, seen.isNew(added.high(unit), added.low(unit), time) ? 1 : 0);
      }
    }
    return refused;
  }
}
