package io.longshore.tracker.memory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Names, numbered from zero on in the order in which they came. Open addressing in one flat array,
 * since a name is asked for with every label: the half of a slot is the name's hash, so that other
 * names are seldom looked at.
 */
public final class Names {
  /** Of a name that has no number. */
  public static final int NONE = -1;

  private static final int SMALLEST = 64;
  private static final long NUMBER = 0xffff_ffffL;

  private final List<String> names = new ArrayList<>();

  /** Hash in the upper half, one more than the number in the lower; zero is an empty slot. */
  private long[] slots = new long[SMALLEST];

  /** The number of a name, or {@link #NONE}. */
  public int find(String name) {
    int hash = hash(name);
    int mask = slots.length - 1;
    for (int slot = hash & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
      if ((int) (slots[slot] >>> Integer.SIZE) == hash) {
        int number = (int) (slots[slot] & NUMBER) - 1;
        if (names.get(number).equals(name)) {
          return number;
        }
      }
    }
    return NONE;
  }

  /** The number of a name; the next if it has none. */
  public int add(String name) {
    int there = find(name);
    if (there != NONE) {
      return there;
    }
    names.add(name);
    if (2 * names.size() > slots.length) {
      slots = new long[2 * slots.length];
      for (int number = 0; number < names.size() - 1; number++) {
        place(number);
      }
    }
    place(names.size() - 1);
    return names.size() - 1;
  }

  /** A view, in the order of the numbers. */
  public List<String> all() {
    return Collections.unmodifiableList(names);
  }

  public int size() {
    return names.size();
  }

  private void place(int number) {
    int hash = hash(names.get(number));
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (slots[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = (long) hash << Integer.SIZE | (number + 1);
  }

  /** Names that differ in their last digits alone must not lie side by side. */
  private static int hash(String name) {
    int hash = name.hashCode() * 0x9e37_79b9;
    return hash ^ (hash >>> 15);
  }
}
