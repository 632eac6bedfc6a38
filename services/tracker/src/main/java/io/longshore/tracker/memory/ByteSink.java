package io.longshore.tracker.memory;

import java.io.OutputStream;
import java.util.Arrays;

/** Bytes in memory for one thread; the platform's own takes a lock for every number written. */
final class ByteSink extends OutputStream {
  private static final int START = 256;

  private byte[] bytes = new byte[START];
  private int used;

  @Override
  public void write(int one) {
    ensure(1);
    bytes[used++] = (byte) one;
  }

  @Override
  public void write(byte[] from, int offset, int length) {
    ensure(length);
    System.arraycopy(from, offset, bytes, used, length);
    used += length;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, used);
  }

  private void ensure(int more) {
    if (more > bytes.length - used) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(used, more), 2 * bytes.length));
    }
  }
}
