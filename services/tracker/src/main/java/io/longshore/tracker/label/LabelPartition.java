package io.longshore.tracker.label;

import io.longshore.domain.image.Split;
import io.longshore.domain.label.Label;
import io.longshore.tracker.memory.Compartments;
import io.longshore.tracker.memory.Form;
import io.longshore.tracker.memory.Kept;
import io.longshore.tracker.memory.Names;
import io.longshore.tracker.memory.Remembered;
import java.time.Instant;
import java.util.List;

/**
 * Counts one partition of labels: records in, batches by bucket out. Every label of an image is on
 * one partition, so this needs no other to count each image once.
 *
 * <p>Stream time is the time of records, and within a partition it never goes back: a record that
 * is late counts at the time of those before it, so that what is counted is always a beginning of
 * the partition. The first label of an image counts, whatever it says; a later one within the
 * window is a repeat. Whether there is such an image cannot be known here: it is counted.
 *
 * <p>A record without a time, or with one further ahead of the clock on the wall than is allowed,
 * is taken to be of the time of those before it: one clock that is wrong must not end every bucket
 * and empty the window. When a label was given (its own time) may be long ago, and only dates the
 * counts.
 */
public final class LabelPartition {
  private static final long NEVER = Long.MIN_VALUE;

  /** A batch this large costs little a label; a larger one would only come later. */
  private static final int BATCH = 16_384;

  /** Half of what Kafka takes unless told otherwise; a label adds less than a kilobyte. */
  private static final int BATCH_BYTES = 512 << 10;

  private static final int FLOOD = 1_024;
  private static final int CHECK_EVERY = 64;

  private final LabelRules rules;
  private final Fingerprints fingerprints = new Fingerprints();
  private final Kept<Long> latest = new Kept<>(Form.NUMBER, NEVER);
  private final SeenNames images;
  private final KnownClasses classes;
  private final Arrivals arrivals = new Arrivals();
  private final Pending pending = new Pending(arrivals);

  public LabelPartition(LabelRules rules) {
    this.rules = rules;
    this.images = new SeenNames(rules.window());
    this.classes = new KnownClasses(rules);
  }

  /** Everything that it remembers, to be written down and restored. */
  public Remembered memory() {
    return new Compartments()
        .with('t', latest)
        .with('i', images)
        .with('c', classes.memory())
        .with('a', arrivals)
        .with('p', pending);
  }

  /** Goes on from what is remembered now, here or by another instance meanwhile. */
  public void resume() {
    classes.resume();
  }

  /** Takes a label. */
  public Taken take(Position position, Label label) {
    Timing timing = timing(position);
    Gathering gathering = contain(position, timing);
    if (label.split() == Split.HOLDOUT) {
      return new Taken(Fate.HELD_OUT, timing, "");
    }
    int number = classes.open(label.className(), latest.get());
    if (number == Names.NONE) {
      return new Taken(Fate.REFUSED, timing, classes.refusal(label.className()));
    }
    String image = label.image().value();
    if (!images.isNew(fingerprints.of(image), latest.get())) {
      return new Taken(Fate.REPEATED, timing, "");
    }
    if (label.unit().equals(image)) {
      gathering.countAlone(number, label.className(), date(label));
      arrivals.add(label.className());
    } else {
      gathering.count(
          number, label.className(), date(label), fingerprints.of(label.className(), label.unit()));
    }
    return new Taken(Fate.COUNTED, timing, "");
  }

  /** Takes a record that counts for nothing. */
  public Timing pass(Position position) {
    Timing timing = timing(position);
    contain(position, timing);
    return timing;
  }

  /** Whether something was taken that has not been passed on. */
  public boolean isPending() {
    return pending.records() > 0;
  }

  /** Whether so much is pending that it should be passed on, for a record has only so much room. */
  public boolean isFull() {
    return pending.records() % CHECK_EVERY == 0
        && (pending.records() >= BATCH || pending.bytes() >= BATCH_BYTES);
  }

  /** Whether labels come so fast that few large batches are better than many small ones. */
  public boolean isFlooded() {
    return pending.records() >= FLOOD;
  }

  /** What was taken since the last time, in the order of buckets. */
  public List<LabelBatch> drain() {
    return pending.drain();
  }

  private Gathering contain(Position position, Timing timing) {
    if (timing == Timing.IN_TIME || latest.get() == NEVER) {
      long time = Math.min(position.time(), position.now() + rules.aheadMillis());
      latest.set(Math.max(Math.max(0, time), latest.get()));
    }
    return pending.at(position, rules.buckets().of(latest.get()), latest.get());
  }

  private Timing timing(Position position) {
    if (position.time() < 0 || position.time() > position.now() + rules.aheadMillis()) {
      return Timing.UNBELIEVABLE;
    }
    Buckets buckets = rules.buckets();
    return latest.get() != NEVER && buckets.of(position.time()) < buckets.of(latest.get())
        ? Timing.LATE
        : Timing.IN_TIME;
  }

  /** When a label was given; nobody can have given it after it was there. */
  private Instant date(Label label) {
    Instant there = Instant.ofEpochMilli(latest.get());
    return label.labelledAt().isAfter(there) ? there : label.labelledAt();
  }
}
