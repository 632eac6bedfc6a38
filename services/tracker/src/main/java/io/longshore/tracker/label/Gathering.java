package io.longshore.tracker.label;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Labels of one bucket on their way to be one batch. */
final class Gathering {
  private static final int AROUND_BATCH_BYTES = 64;
  private static final int AROUND_CLASS_BYTES = 16;
  private static final int FINGERPRINT_BYTES = 16;

  /** Most bytes of a character. */
  private static final int UTF_8_BYTES = 3;

  private final long bucket;
  private final Map<String, Counter> classes = new HashMap<>();
  private long nextOffset;
  private long records;
  private long bytes;
  private Instant asOf = Instant.EPOCH;

  Gathering(long bucket) {
    this.bucket = bucket;
  }

  static Gathering of(LabelBatch batch) {
    var gathering = new Gathering(batch.bucket());
    batch
        .classes()
        .forEach(
            (name, labels) -> {
              gathering.begin(name);
              gathering.bytes += (long) FINGERPRINT_BYTES * labels.units().size();
              gathering.classes.put(name, Counter.of(labels));
            });
    gathering.nextOffset = batch.nextOffset();
    gathering.records = batch.records();
    gathering.asOf = batch.asOf();
    return gathering;
  }

  long bucket() {
    return bucket;
  }

  long records() {
    return records;
  }

  /** About how many bytes its batch would be written in, at most. */
  long bytes() {
    return AROUND_BATCH_BYTES + bytes;
  }

  /** Contains a record, counted or not. */
  void contain(long offset) {
    records++;
    nextOffset = offset + 1;
  }

  /** Counts a label whose image is a unit by itself. */
  void countAlone(String className, Instant labelledAt) {
    counter(className, labelledAt).alone++;
  }

  void count(String className, Instant labelledAt, Fingerprint unit) {
    counter(className, labelledAt).units.add(unit);
    bytes += FINGERPRINT_BYTES;
  }

  LabelBatch batch(int partition, long latest) {
    var labels = new HashMap<String, ClassLabels>();
    classes.forEach((name, counter) -> labels.put(name, counter.labels()));
    return new LabelBatch(partition, bucket, latest, nextOffset, records, asOf, labels);
  }

  private Counter counter(String className, Instant labelledAt) {
    asOf = labelledAt.isAfter(asOf) ? labelledAt : asOf;
    return classes.computeIfAbsent(className, this::begin);
  }

  private Counter begin(String className) {
    bytes += AROUND_CLASS_BYTES + (long) UTF_8_BYTES * className.length();
    return new Counter();
  }

  private static final class Counter {
    private final List<Fingerprint> units = new ArrayList<>(0);
    private long alone;

    static Counter of(ClassLabels labels) {
      var counter = new Counter();
      counter.units.addAll(labels.units());
      counter.alone = labels.alone();
      return counter;
    }

    ClassLabels labels() {
      return new ClassLabels(alone + units.size(), alone, units);
    }
  }
}
