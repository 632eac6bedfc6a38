package io.longshore.bench.speed;

import java.util.List;

/**
 * Images a second of one thing, over several rounds.
 *
 * @param what was measured
 */
public record Speed(String what, double least, double median, double most) {

  /**
   * @param rounds images a second of each round, at least one
   */
  public static Speed of(String what, List<Double> rounds) {
    List<Double> sorted = rounds.stream().sorted().toList();
    int middle = sorted.size() / 2;
    double median =
        sorted.size() % 2 == 1
            ? sorted.get(middle)
            : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    return new Speed(what, sorted.get(0), median, sorted.get(sorted.size() - 1));
  }
}
