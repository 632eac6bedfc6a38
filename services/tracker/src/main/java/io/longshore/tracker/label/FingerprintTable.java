package io.longshore.tracker.label;

/**
 * A set of fingerprints, each with the step of time it was seen in: open addressing in flat arrays,
 * 17 bytes a slot. What has expired stays in its slot until the slot is needed or the table is made
 * anew.
 *
 * <p>The step is kept in one byte, as its distance from a base; when that no longer fits, the table
 * is made anew with a later base, which costs nothing worth mentioning once in 200 steps.
 */
final class FingerprintTable {
  private static final int EMPTY = 0;
  private static final int LARGEST_AGE = 255;
  private static final int SMALLEST = 1024;

  private final int window;
  private long[] slots = new long[2 * SMALLEST];
  private byte[] ages = new byte[SMALLEST];
  private int used;
  private long base = Long.MIN_VALUE;
  private long highest = Long.MIN_VALUE;

  /**
   * @param window steps after which what was seen is forgotten
   */
  FingerprintTable(int window) {
    this.window = window;
  }

  /** Whether it was not there, or had expired; it is there from now on. */
  boolean addIfAbsent(long high, long low, long step) {
    reach(step);
    int slot = find(high, low);
    if (ages[slot] != EMPTY
        && isLive(slot)
        && slots[2 * slot] == high
        && slots[2 * slot + 1] == low) {
      return false;
    }
    set(slot, high, low, step);
    return true;
  }

  /** It is there from now on, seen in that step or later; nothing if the step has expired. */
  void put(long high, long low, long step) {
    if (highest != Long.MIN_VALUE && step < highest - window) {
      return;
    }
    reach(step);
    int slot = find(high, low);
    boolean there = ages[slot] != EMPTY && slots[2 * slot] == high && slots[2 * slot + 1] == low;
    if (!there || stepOf(slot) < step) {
      set(slot, high, low, step);
    }
  }

  /** Slots in use. */
  int size() {
    return used;
  }

  /** The slot that has it, or the best one to put it. */
  private int find(long high, long low) {
    int mask = ages.length - 1;
    int expired = -1;
    int slot = (int) high & mask;
    while (ages[slot] != EMPTY) {
      if (slots[2 * slot] == high && slots[2 * slot + 1] == low) {
        return slot;
      }
      if (expired < 0 && !isLive(slot)) {
        expired = slot;
      }
      slot = (slot + 1) & mask;
    }
    return expired < 0 ? slot : expired;
  }

  private void set(int slot, long high, long low, long step) {
    if (ages[slot] == EMPTY) {
      used++;
    }
    slots[2 * slot] = high;
    slots[2 * slot + 1] = low;
    ages[slot] = (byte) (step - base + 1);
    if (used > ages.length / 10 * 7) {
      remake(base);
    }
  }

  /** Makes the step one that an age can express. */
  private void reach(long step) {
    if (used == 0) {
      base = step - window;
      highest = step;
    }
    highest = Math.max(highest, step);
    if (step < base || step - base >= LARGEST_AGE) {
      remake(Math.min(step, highest - window));
    }
  }

  private boolean isLive(int slot) {
    return stepOf(slot) >= highest - window;
  }

  private long stepOf(int slot) {
    return base + (ages[slot] & 0xff) - 1;
  }

  /** Without what has expired, and with room for as much again. */
  private void remake(long newBase) {
    long[] oldSlots = slots;
    byte[] oldAges = ages;
    long oldBase = base;
    int live = 0;
    for (int slot = 0; slot < oldAges.length; slot++) {
      live += oldAges[slot] != EMPTY && isLive(slot) ? 1 : 0;
    }
    int capacity = Math.max(SMALLEST, Integer.highestOneBit(Math.max(1, live * 2)) * 2);
    slots = new long[2 * capacity];
    ages = new byte[capacity];
    used = 0;
    base = newBase;
    for (int slot = 0; slot < oldAges.length; slot++) {
      long step = oldBase + (oldAges[slot] & 0xff) - 1;
      if (oldAges[slot] != EMPTY && step >= highest - window) {
        set(
            find(oldSlots[2 * slot], oldSlots[2 * slot + 1]),
            oldSlots[2 * slot],
            oldSlots[2 * slot + 1],
            step);
      }
    }
  }
}
