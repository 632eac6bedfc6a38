package io.longshore.tracker.label;

import io.longshore.tracker.memory.Remembered;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What was gathered and not passed on yet. It is remembered with everything else, so that a crash
 * neither loses nor repeats it.
 */
final class Pending implements Remembered {
  private static final byte[] KEY = {};

  private final Deque<Gathering> gatherings = new ArrayDeque<>();
  private int partition;
  private long latest;
  private long records;
  private boolean changed;
  private boolean written;

  /**
   * The gathering for a record, which contains it from now on.
   *
   * @param latestTime stream time of the partition
   */
  Gathering at(Position position, long bucket, long latestTime) {
    partition = position.partition();
    latest = latestTime;
    if (gatherings.isEmpty() || gatherings.getLast().bucket() != bucket) {
      gatherings.addLast(new Gathering(bucket));
    }
    Gathering gathering = gatherings.getLast();
    gathering.contain(position.offset());
    records++;
    changed = true;
    return gathering;
  }

  /** About how many bytes it would be written in, at most. */
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
    gatherings.clear();
    records = 0;
    changed = true;
    return batches;
  }

  private List<LabelBatch> batches() {
    return gatherings.stream().map(gathering -> gathering.batch(partition, latest)).toList();
  }

  @Override
  public void restore(byte[] key, byte[] piece) {
    forget(key);
    for (LabelBatch batch : LabelBatchLayout.LIST.read(piece)) {
      gatherings.addLast(Gathering.of(batch));
      partition = batch.partition();
      latest = batch.latest();
      records += batch.records();
    }
    written = true;
  }

  @Override
  public void forget(byte[] key) {
    gatherings.clear();
    records = 0;
    written = false;
  }

  @Override
  public void writeChanges(Pieces pieces) {
    if (changed && !gatherings.isEmpty()) {
      pieces.keep(KEY, LabelBatchLayout.LIST.write(batches()));
      written = true;
    } else if (changed && written) {
      pieces.drop(KEY);
      written = false;
    }
    changed = false;
  }
}
