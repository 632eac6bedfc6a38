package io.longshore.tracker.label;

import java.util.Arrays;

/** Which place a class has in the gathering that is open, by the number of the class. */
final class Places {
  static final int NONE = -1;

  private int[] places = new int[16];
  private int[] gatherings = new int[16];
  private int gathering = 1;

  /** Of a class, or {@link #NONE}. */
  int of(int number) {
    return number < places.length && gatherings[number] == gathering ? places[number] : NONE;
  }

  void put(int number, int place) {
    if (number >= places.length) {
      int more = Math.max(number + 1, 2 * places.length);
      places = Arrays.copyOf(places, more);
      gatherings = Arrays.copyOf(gatherings, more);
    }
    places[number] = place;
    gatherings[number] = gathering;
  }

  /** No class has a place from now on: another gathering is open. */
  void clear() {
    gathering++;
  }
}
