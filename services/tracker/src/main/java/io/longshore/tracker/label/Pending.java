package io.longshore.tracker.label;

import io.longshore.tracker.memory.Remembered;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What was gathered and not passed on yet. It is remembered with everything else, so that a crash
 * neither loses nor repeats it.
 */
final class Pending implements Remembered {
  private static final byte[] KEY = {};

  private final Arrivals arrivals;
  private final Places places = new Places();

  /** Of an earlier process. */
  private final List<LabelBatch> restored = new ArrayList<>();

  private final Deque<Gathering> gatherings = new ArrayDeque<>();
  private int partition;
  private long latest;
  private long records;
  private boolean changed;
  private boolean written;

  /**
   * @param arrivals of the labels gathered
   */
  Pending(Arrivals arrivals) {
    this.arrivals = arrivals;
  }

  /**
   * The gathering for a record, which contains it from now on.
   *
   * @param latestTime stream time of the partition
   */
  Gathering at(Position position, long bucket, long latestTime) {
    partition = position.partition();
    latest = latestTime;
    if (gatherings.isEmpty() || gatherings.getLast().bucket() != bucket) {
      reached();
      gatherings.addLast(new Gathering(bucket, places));
    }
    Gathering gathering = gatherings.getLast();
    gathering.contain(position.offset());
    records++;
    changed = true;
    return gathering;
  }

  /** About how many bytes it would be written in, at most, apart from what was restored. */
  long bytes() {
    return gatherings.stream().mapToLong(Gathering::bytes).sum();
  }

  /** Records contained. */
  long records() {
    return records;
  }

  /** Everything gathered, in the order of buckets; nothing is pending after it. */
  List<LabelBatch> drain() {
    List<LabelBatch> batches = batches();
    clear();
    changed = true;
    return batches;
  }

  private void clear() {
    restored.clear();
    gatherings.clear();
    records = 0;
  }

  private void reached() {
    if (!gatherings.isEmpty()) {
      gatherings.getLast().upTo(arrivals.order());
    }
  }

  private List<LabelBatch> batches() {
    reached();
    var batches = new ArrayList<>(restored);
    gatherings.forEach(gathering -> batches.add(gathering.batch(partition, latest)));
    return batches;
  }

  @Override
  public void restore(byte[] key, byte[] piece) {
    forget(key);
    for (LabelBatch batch : LabelBatchLayout.LIST.read(piece)) {
      restored.add(batch);
      partition = batch.partition();
      latest = batch.latest();
      records += batch.records();
    }
    written = true;
  }

  @Override
  public void forget(byte[] key) {
    clear();
    written = false;
  }

  @Override
  public void writeChanges(Pieces pieces) {
    boolean isEmpty = restored.isEmpty() && gatherings.isEmpty();
    if (changed && !isEmpty) {
      pieces.keep(KEY, LabelBatchLayout.LIST.write(batches()));
      written = true;
    } else if (changed && written) {
      pieces.drop(KEY);
      written = false;
    }
    changed = false;
  }
}
