package io.longshore.tracker.tracking;

import java.util.Arrays;

/** What is added to the rows of classes, by row. */
final class RowCounts {
  /** By row, one more than its place; zero if it has none yet. */
  private int[] places = {};

  private int[] rows = new int[16];
  private long[] labels = new long[16];
  private long[] units = new long[16];
  private int size;

  /** What to do with each row. */
  interface Each {
    void take(int row, long labels, long units);
  }

  void add(int row, long moreLabels, long moreUnits) {
    int place = place(row);
    labels[place] += moreLabels;
    units[place] += moreUnits;
  }

  /** Each row that something was added to, once, in the order in which they came. */
  void forEach(Each each) {
    for (int place = 0; place < size; place++) {
      each.take(rows[place], labels[place], units[place]);
    }
  }

  long labels() {
    return Arrays.stream(labels).sum();
  }

  long units() {
    return Arrays.stream(units).sum();
  }

  private int place(int row) {
    if (row >= places.length) {
      places = Arrays.copyOf(places, Math.max(row + 1, 2 * places.length));
    }
    if (places[row] == 0) {
      places[row] = 1 + begin(row);
    }
    return places[row] - 1;
  }

  private int begin(int row) {
    if (size == rows.length) {
      rows = Arrays.copyOf(rows, 2 * size);
      labels = Arrays.copyOf(labels, 2 * size);
      units = Arrays.copyOf(units, 2 * size);
    }
    rows[size] = row;
    return size++;
  }
}
