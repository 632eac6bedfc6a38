package io.longshore.bench.continual;

import java.util.List;

/**
 * One line of the table: one method, one seed, each step judged at its last epoch.
 *
 * @param title the method in words
 * @param classesSeen after each step
 * @param seconds that training took, base and tasks; a base that methods share counts in each
 */
public record ContinualRow(
    ContinualSettings settings,
    String title,
    Measures measures,
    List<Integer> classesSeen,
    double seconds) {

  public ContinualRow {
    classesSeen = List.copyOf(classesSeen);
  }
}
