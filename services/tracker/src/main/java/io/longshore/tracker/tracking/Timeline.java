package io.longshore.tracker.tracking;

import io.longshore.tracker.label.Buckets;
import io.longshore.tracker.label.LabelBatch;
import io.longshore.tracker.label.LabelBatchLayout;
import io.longshore.tracker.memory.Compartments;
import io.longshore.tracker.memory.Form;
import io.longshore.tracker.memory.Kept;
import io.longshore.tracker.memory.KeptMap;
import io.longshore.tracker.memory.Remembered;
import io.longshore.tracker.tracking.Step.BucketEnded;
import io.longshore.tracker.tracking.Step.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts the labels of all partitions and everything else that happens to a stream into one order, by
 * stream time.
 *
 * <p>A bucket is over when every partition is past it. A partition is not waited for if nothing has
 * come from it for a bucket and its grace, on the clock on the wall, or if it lags behind the
 * furthest by more than the skew. What comes for a bucket that is over counts in the next one. So
 * the clock decides how long to wait and never what is in a bucket, unless a record is late.
 *
 * <p>An event takes effect before the labels of its bucket.
 */
public final class Timeline {
  private static final long NOTHING = Long.MIN_VALUE;

  private final TimelineRules rules;
  private final Buckets buckets;

  /** Highest stream time of each partition. */
  private final KeptMap<Long, Long> latest = new KeptMap<>(Form.NUMBER, Form.NUMBER);

  /** The first bucket that is not over. */
  private final Kept<Long> open = new Kept<>(Form.NUMBER, NOTHING);

  private final KeptMap<Long, LabelBatch> batches =
      new KeptMap<>(Form.NUMBER, LabelBatchLayout.FORM);
  private final KeptMap<Long, Event> events = new KeptMap<>(Form.NUMBER, EventLayout.FORM);

  /** On the wall. */
  private final Map<Long, Long> lastHeard = new HashMap<>();

  private long late;

  public Timeline(TimelineRules rules) {
    this.rules = rules;
    this.buckets = rules.buckets();
  }

  /** What must be remembered of it. */
  Remembered memory() {
    return new Compartments()
        .with('l', latest)
        .with('o', open)
        .with('b', batches)
        .with('e', events);
  }

  /**
   * Waits for these partitions too, for a while, though nothing has come from them yet, or not to
   * this process.
   *
   * @param partitions of the labels topic
   * @param now on the wall, in epoch milliseconds
   */
  public void expect(int partitions, long now) {
    for (long partition = 0; partition < partitions; partition++) {
      lastHeard.put(partition, now);
    }
    latest.all().keySet().forEach(partition -> lastHeard.put(partition, now));
  }

  /**
   * Takes a batch; those of a partition come in the order of their buckets.
   *
   * @param now on the wall, in epoch milliseconds
   */
  public void add(LabelBatch batch, long now) {
    long partition = batch.partition();
    lastHeard.put(partition, now);
    latest.change(partition, batch.latest(), before -> Math.max(before, batch.latest()));
    if (batch.bucket() < open.get()) {
      late += batch.labels();
    }
    batches.put(next(batches), batch);
  }

  /** Takes an event that has yet to take effect. */
  public void add(Event event) {
    events.put(next(events), event);
  }

  /**
   * What is due, in order; it is due once.
   *
   * @param now on the wall, in epoch milliseconds
   */
  public List<Step> due(long now) {
    return batches.size() == 0 && events.size() == 0 ? List.of() : until(reached(now));
  }

  /** Everything that is left, when nothing more will come. */
  public List<Step> rest() {
    return until(Long.MAX_VALUE);
  }

  /** Labels so far that came when their bucket was over. */
  public long late() {
    return late;
  }

  /** Number of batches and events that wait. */
  public int waiting() {
    return batches.size() + events.size();
  }

  /** How far the furthest partition is ahead of what is over, in milliseconds. */
  public long lagMillis() {
    return open.get() == NOTHING || latest.size() == 0
        ? 0
        : Math.max(0, highest() - buckets.start(open.get()));
  }

  /** The time that no record is expected to be before. */
  private long reached(long now) {
    long lowest = Long.MAX_VALUE;
    boolean allSpeak = true;
    for (Map.Entry<Long, Long> heard : lastHeard.entrySet()) {
      if (now - heard.getValue() < rules.idleMillis()) {
        lowest = Math.min(lowest, latest.get(heard.getKey()).orElse(NOTHING));
      } else {
        allSpeak = false;
      }
    }
    if (lowest == Long.MAX_VALUE) {
      return lowest;
    }
    long spoken = allSpeak ? lowest : Math.min(lowest, highest() - rules.graceMillis());
    return latest.size() == 0 ? NOTHING : Math.max(spoken, highest() - rules.skewMillis());
  }

  private long highest() {
    return latest.all().values().stream().mapToLong(Long::longValue).max().orElse(NOTHING);
  }

  private List<Step> until(long time) {
    var ended = new TreeMap<Long, List<Long>>();
    batches
        .all()
        .forEach(
            (number, batch) ->
                ended.computeIfAbsent(bucket(batch), b -> new ArrayList<>()).add(number));
    ended.keySet().removeIf(bucket -> buckets.end(bucket) > time);
    var due = new ArrayList<Step>();
    for (var bucket : ended.entrySet()) {
      due.addAll(happenedUntil(buckets.start(bucket.getKey())));
      due.add(end(bucket.getKey(), bucket.getValue()));
    }
    due.addAll(happenedUntil(time));
    return due;
  }

  private long bucket(LabelBatch batch) {
    return Math.max(batch.bucket(), open.get());
  }

  /** Events of buckets that start by then. */
  private List<Event> happenedUntil(long start) {
    var happened = new TreeMap<Long, List<Event>>();
    events
        .all()
        .forEach(
            (number, event) -> {
              if (buckets.start(buckets.of(event.at())) <= start) {
                happened.computeIfAbsent(event.at(), at -> new ArrayList<>()).add(event);
              }
            });
    events.all().entrySet().stream()
        .filter(event -> buckets.start(buckets.of(event.getValue().at())) <= start)
        .map(Map.Entry::getKey)
        .toList()
        .forEach(events::remove);
    return happened.values().stream().flatMap(List::stream).toList();
  }

  private BucketEnded end(long bucket, List<Long> numbers) {
    var ended = numbers.stream().map(number -> batches.get(number).orElseThrow()).toList();
    numbers.forEach(batches::remove);
    open.set(bucket + 1);
    return new BucketEnded(bucket, ended);
  }

  private static long next(KeptMap<Long, ?> numbered) {
    return numbered.size() == 0 ? 0 : numbered.all().lastKey() + 1;
  }
}
