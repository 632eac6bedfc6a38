package io.longshore.tracker.tracking;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;

/**
 * How many classes a stream can have: all of them are in every snapshot, and a snapshot is one
 * record. Partitions of labels refuse floods of classes before that, each by itself; this holds
 * when many partitions let different ones through.
 */
final class RoomForClasses {
  /** Of the four mebibytes that Longshore's topics take, the rest is for evidence and offsets. */
  private static final long BYTES = 3L << 20;

  /** A class's counts, beside its name. */
  private static final int AROUND_NAME = 48;

  private long taken;
  private boolean known;

  /**
   * Takes room for one more class, if there is.
   *
   * @param open the classes that have theirs
   */
  boolean open(String className, Collection<String> open) {
    if (!known) {
      taken = open.stream().mapToLong(RoomForClasses::bytes).sum();
      known = true;
    }
    if (taken + bytes(className) > BYTES) {
      return false;
    }
    taken += bytes(className);
    return true;
  }

  /** The classes may be others by now, opened elsewhere. */
  void measureAgain() {
    known = false;
  }

  private static long bytes(String className) {
    return AROUND_NAME + (long) className.getBytes(UTF_8).length;
  }
}
