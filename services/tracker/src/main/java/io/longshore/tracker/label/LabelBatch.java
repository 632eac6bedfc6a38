package io.longshore.tracker.label;

import java.time.Instant;
import java.util.Map;

/**
 * What one partition of labels adds to one bucket, or a part of it.
 *
 * @param partition of the labels topic
 * @param bucket number of the bucket, see {@link Buckets}
 * @param latest highest stream time of the partition so far, in epoch milliseconds
 * @param nextOffset after the last record contained
 * @param records contained, counted or not
 * @param asOf latest time that a label contained was given at; the epoch if there is none
 * @param classes class name to what is added
 */
public record LabelBatch(
    int partition,
    long bucket,
    long latest,
    long nextOffset,
    long records,
    Instant asOf,
    Map<String, ClassLabels> classes) {
  public LabelBatch {
    classes = Map.copyOf(classes);
  }

  public long labels() {
    return classes.values().stream().mapToLong(ClassLabels::labels).sum();
  }
}
