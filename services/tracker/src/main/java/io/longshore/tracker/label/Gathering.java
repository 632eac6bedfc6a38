package io.longshore.tracker.label;

import io.longshore.domain.drift.LabelOrder;
import java.time.Instant;
import java.util.Arrays;

/** Labels of one bucket on their way to be one batch. */
final class Gathering {
  private static final int AROUND_BATCH_BYTES = 64;
  private static final int AROUND_CLASS_BYTES = 16;
  private static final int UNIT_BYTES = 20;
  private static final int LONGS_EACH = 2;
  private static final int START = 16;

  /** Most bytes of a character. */
  private static final int UTF_8_BYTES = 3;

  private final long bucket;
  private final Places places;
  private String[] names = new String[START];
  private long[] alone = new long[START];
  private int classes;
  private int[] classOfUnit = new int[START];
  private long[] units = new long[LONGS_EACH * START];
  private int unitLabels;
  private long nextOffset;
  private long records;
  private long bytes = AROUND_BATCH_BYTES;
  private Instant asOf = Instant.EPOCH;
  private LabelOrder order = LabelOrder.NONE;

  /**
   * @param places of its classes, while it is the one that is open
   */
  Gathering(long bucket, Places places) {
    this.bucket = bucket;
    this.places = places;
    places.clear();
  }

  long bucket() {
    return bucket;
  }

  /** About how many bytes its batch would be written in, at most. */
  long bytes() {
    return bytes;
  }

  /** Contains a record, counted or not. */
  void contain(long offset) {
    records++;
    nextOffset = offset + 1;
  }

  /**
   * Counts a label whose image is a unit by itself.
   *
   * @param number of the class
   */
  void countAlone(int number, String className, Instant labelledAt) {
    int place = place(number, className, labelledAt);
    alone[place]++;
  }

  void count(int number, String className, Instant labelledAt, Fingerprint unit) {
    int place = place(number, className, labelledAt);
    if (unitLabels == classOfUnit.length) {
      classOfUnit = Arrays.copyOf(classOfUnit, 2 * unitLabels);
      units = Arrays.copyOf(units, 2 * LONGS_EACH * unitLabels);
    }
    classOfUnit[unitLabels] = place;
    units[LONGS_EACH * unitLabels] = unit.high();
    units[LONGS_EACH * unitLabels + 1] = unit.low();
    unitLabels++;
    bytes += UNIT_BYTES;
  }

  /** Is complete for now: labels came in this order up to its last one. */
  void upTo(LabelOrder reached) {
    order = reached;
  }

  LabelBatch batch(int partition, long latest) {
    var added =
        new ClassAdditions(
            Arrays.copyOf(names, classes),
            Arrays.copyOf(alone, classes),
            Arrays.copyOf(classOfUnit, unitLabels),
            Arrays.copyOf(units, LONGS_EACH * unitLabels));
    return new LabelBatch(partition, bucket, latest, nextOffset, records, asOf, order, added);
  }

  private int place(int number, String className, Instant labelledAt) {
    asOf = labelledAt.isAfter(asOf) ? labelledAt : asOf;
    int place = places.of(number);
    return place == Places.NONE ? begin(number, className) : place;
  }

  private int begin(int number, String className) {
    if (classes == names.length) {
      names = Arrays.copyOf(names, 2 * classes);
      alone = Arrays.copyOf(alone, 2 * classes);
    }
    names[classes] = className;
    bytes += AROUND_CLASS_BYTES + (long) UTF_8_BYTES * className.length();
    places.put(number, classes);
    return classes++;
  }
}
