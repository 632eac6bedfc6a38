package io.longshore.ssd.data;

/** Integers that are used again and again; what they hold in between is of no meaning. */
final class Room {
  private int[] values = {};

  /** At least that many. */
  int[] of(int length) {
    if (values.length < length) {
      values = new int[length];
    }
    return values;
  }
}
