package io.longshore.tracker.label;

import java.nio.ByteBuffer;

/** Names seen in one step of time, as they are written down together. */
final class Chunk {
  static final int NAMES = 1024;
  private static final int LONGS_EACH = 2;

  private final long step;
  private final int number;
  private final long[] longs = new long[NAMES * LONGS_EACH];
  private int used;

  Chunk(long step, int number) {
    this.step = step;
    this.number = number;
  }

  long step() {
    return step;
  }

  int number() {
    return number;
  }

  boolean isFull() {
    return used == longs.length;
  }

  void add(long high, long low) {
    longs[used] = high;
    longs[used + 1] = low;
    used += LONGS_EACH;
  }

  byte[] bytes() {
    ByteBuffer bytes = ByteBuffer.allocate(used * Long.BYTES);
    bytes.asLongBuffer().put(longs, 0, used);
    return bytes.array();
  }
}
