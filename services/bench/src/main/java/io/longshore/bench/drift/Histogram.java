package io.longshore.bench.drift;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How many images of each class a data set has.
 *
 * @param names of the classes, in the file's order
 * @param counts of the classes
 */
public record Histogram(List<String> names, List<Long> counts) {

  public Histogram {
    names = List.copyOf(names);
    counts = List.copyOf(counts);
  }

  /**
   * Reads a CSV file with these two columns.
   *
   * @throws UnreadableTableException if it cannot be read, or a line is no class with its count
   */
  static Histogram read(Path file, String classColumn, String countColumn) {
    CsvRows table = CsvRows.read(file, classColumn, countColumn);
    if (table.broken() > 0) {
      throw new UnreadableTableException(file, "has " + table.broken() + " broken lines");
    }
    List<String> names = new ArrayList<>();
    List<Long> counts = new ArrayList<>();
    for (List<String> row : table.rows()) {
      names.add(row.get(0));
      counts.add(count(file, row));
    }
    return new Histogram(names, counts);
  }

  private static long count(Path file, List<String> row) {
    try {
      long count = Long.parseLong(row.get(1));
      if (count >= 0) {
        return count;
      }
    } catch (NumberFormatException e) {
      // told below, with the negative ones
    }
    throw new UnreadableTableException(
        file, "counts '%s' of class %s".formatted(row.get(1), row.get(0)));
  }

  long total() {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  /** Of the largest class to the smallest that has any. */
  double imbalance() {
    var filled = counts.stream().mapToLong(Long::longValue).filter(n -> n > 0).summaryStatistics();
    return (double) filled.getMax() / filled.getMin();
  }

  double[] shares() {
    double total = total();
    return counts.stream().mapToDouble(count -> count / total).toArray();
  }

  Reference reference() {
    return Reference.of(names, counts.stream().mapToLong(Long::longValue).toArray());
  }
}
