package io.longshore.tracker.label;

import io.longshore.domain.drift.LabelOrder;
import java.time.Instant;

/**
 * What one partition of labels adds to one bucket, or a part of it.
 *
 * @param partition of the labels topic
 * @param bucket number of the bucket, see {@link Buckets}
 * @param latest highest stream time of the partition so far, in epoch milliseconds
 * @param nextOffset after the last record contained
 * @param records contained, counted or not
 * @param asOf latest time that a label contained was given at; the epoch if there is none
 * @param order in which the labels of the partition came so far that name no unit
 * @param classes what is added
 */
public record LabelBatch(
    int partition,
    long bucket,
    long latest,
    long nextOffset,
    long records,
    Instant asOf,
    LabelOrder order,
    ClassAdditions classes) {

  public long labels() {
    return classes.labels();
  }
}
