package io.longshore.bench.continual;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * a(t, j), the accuracy on the classes of step j after step t, for j up to t, in percent; and the
 * measures that are made of it.
 *
 * @param rows a row for each step t, of t + 1 accuracies
 * @param classes that each step brought: accuracy over several steps is the mean over their classes
 */
public record AccuracyMatrix(List<List<Double>> rows, List<Integer> classes) {

  public AccuracyMatrix {
    rows = rows.stream().map(List::copyOf).toList();
    classes = List.copyOf(classes);
    for (int t = 0; t < rows.size(); t++) {
      if (rows.get(t).size() != t + 1) {
        throw new IllegalArgumentException(
            "after step " + t + " there are " + (t + 1) + " accuracies, not " + rows.get(t).size());
      }
    }
    if (rows.isEmpty() || rows.size() != classes.size()) {
      throw new IllegalArgumentException(
          rows.size() + " rows of accuracies do not fit " + classes.size() + " steps");
    }
  }

  /**
   * From the accuracy of each class.
   *
   * @param perClass one list for each step, of the accuracies of all classes seen by then
   */
  static AccuracyMatrix of(List<List<Double>> perClass, TaskSplit split) {
    List<List<Double>> rows = new ArrayList<>();
    for (int t = 0; t < perClass.size(); t++) {
      List<Double> accuracies = perClass.get(t);
      rows.add(
          IntStream.rangeClosed(0, t)
              .mapToObj(j -> mean(accuracies.subList(split.oldClasses(j), split.seenClasses(j))))
              .toList());
    }
    return new AccuracyMatrix(
        rows, IntStream.range(0, perClass.size()).map(split::newClasses).boxed().toList());
  }

  /** A_t: mean over all classes seen, after each step. */
  public List<Double> overSeen() {
    return rows.stream().map(this::overClasses).toList();
  }

  /** A_T: mean over all classes after the last step. */
  public double last() {
    return overClasses(rows.get(lastStep()));
  }

  /** Average incremental accuracy: mean of A_t over all steps, the base among them. */
  public double average() {
    return mean(overSeen());
  }

  /** {@code mean_j(max_l a(l, j) - a(T, j))} over all steps j but the last; 0 where none is. */
  public double forgetting() {
    return overEarlier(j -> best(j) - a(lastStep(), j));
  }

  /**
   * {@code mean_j(a(T, j) - a(j, j))} over all steps j but the last: what later steps did to it.
   */
  public double backwardTransfer() {
    return overEarlier(j -> a(lastStep(), j) - a(j, j));
  }

  private double best(int j) {
    return IntStream.rangeClosed(j, lastStep()).mapToDouble(l -> a(l, j)).max().orElseThrow();
  }

  private double overEarlier(ToDoubleFunction<Integer> measure) {
    return IntStream.range(0, lastStep()).boxed().mapToDouble(measure).average().orElse(0);
  }

  private double overClasses(List<Double> row) {
    double sum = 0;
    int count = 0;
    for (int j = 0; j < row.size(); j++) {
      sum += row.get(j) * classes.get(j);
      count += classes.get(j);
    }
    return sum / count;
  }

  private double a(int step, int of) {
    return rows.get(step).get(of);
  }

  private int lastStep() {
    return rows.size() - 1;
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }
}
