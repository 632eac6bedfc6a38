package io.longshore.tracker.label;

import io.longshore.tracker.memory.Remembered;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What was seen within a window of stream time, so that it counts once.
 *
 * <p>Stream time never goes back, so what comes late is remembered as long as anything else. Time
 * is kept in steps of 1/24 of the window: something seen is remembered for at least the window and
 * less than a step longer. A name costs 16 bytes where it is written down, in chunks of {@value
 * Chunk#NAMES}: a full one is written once, the last one again at each commit, and all of a step
 * are dropped when it leaves the window.
 */
public final class SeenNames implements Remembered {
  static final int STEPS = 24;

  private final long stepMillis;
  private final FingerprintTable table = new FingerprintTable(STEPS);

  /** How many chunks each remembered step has. */
  private final TreeMap<Long, Integer> chunks = new TreeMap<>();

  private final List<Chunk> full = new ArrayList<>();
  private final List<byte[]> gone = new ArrayList<>();
  private Chunk last = new Chunk(Long.MIN_VALUE, 0);
  private boolean lastChanged;

  public SeenNames(Duration window) {
    this.stepMillis = Math.max(1, (window.toMillis() + STEPS - 1) / STEPS);
  }

  /**
   * Whether it was not seen within the window; it is from now on.
   *
   * @param time in epoch milliseconds, not before that of an earlier call
   */
  public boolean isNew(Fingerprint name, long time) {
    return isNew(name.high(), name.low(), time);
  }

  /** The same, of the halves of a fingerprint. */
  public boolean isNew(long high, long low, long time) {
    long step = Math.max(Math.floorDiv(time, stepMillis), last.step());
    if (step > last.step()) {
      begin(step);
    }
    if (!table.addIfAbsent(high, low, step)) {
      return false;
    }
    if (last.isFull()) {
      finish(new Chunk(step, last.number() + 1));
    }
    last.add(high, low);
    lastChanged = true;
    return true;
  }

  /** Number of names remembered, some of them perhaps a step longer than the window. */
  public long size() {
    return table.size();
  }

  private void begin(long step) {
    finish(new Chunk(step, 0));
    while (!chunks.isEmpty() && chunks.firstKey() < step - STEPS) {
      var expired = chunks.pollFirstEntry();
      for (int number = 0; number < expired.getValue(); number++) {
        gone.add(key(expired.getKey(), number));
      }
    }
  }

  private void finish(Chunk next) {
    if (lastChanged) {
      full.add(last);
    }
    last = next;
    lastChanged = false;
  }

  @Override
  public void restore(byte[] key, byte[] piece) {
    ByteBuffer position = ByteBuffer.wrap(key);
    long step = position.getLong();
    int number = position.getInt();
    var chunk = new Chunk(step, number);
    LongBuffer names = ByteBuffer.wrap(piece).asLongBuffer();
    while (names.hasRemaining()) {
      long high = names.get();
      long low = names.get();
      chunk.add(high, low);
      table.put(high, low, step);
    }
    chunks.merge(step, number + 1, Math::max);
    if (step > last.step() || (step == last.step() && number >= last.number())) {
      last = chunk;
    }
  }

  @Override
  public void forget(byte[] key) {
    chunks.remove(ByteBuffer.wrap(key).getLong());
  }

  @Override
  public void writeChanges(Pieces pieces) {
    gone.forEach(pieces::drop);
    gone.clear();
    full.forEach(chunk -> write(chunk, pieces));
    full.clear();
    if (lastChanged) {
      write(last, pieces);
      lastChanged = false;
    }
  }

  private void write(Chunk chunk, Pieces pieces) {
    chunks.merge(chunk.step(), chunk.number() + 1, Math::max);
    pieces.keep(key(chunk.step(), chunk.number()), chunk.bytes());
  }

  private static byte[] key(long step, int number) {
    return ByteBuffer.allocate(Long.BYTES + Integer.BYTES).putLong(step).putInt(number).array();
  }
}
