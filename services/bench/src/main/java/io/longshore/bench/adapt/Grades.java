package io.longshore.bench.adapt;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * Graded questions, and the accuracies over any stretch of the stream. All accuracies are percent;
 * NaN where nothing was asked.
 */
public record Grades(List<Grade> grades) {

  public Grades {
    grades = List.copyOf(grades);
  }

  /**
   * One answer.
   *
   * @param truth the class that the image shows
   */
  public record Grade(Question.Kind kind, int at, String truth, boolean right) {}

  /** Share of right answers to labelled images of the stream, as they come. */
  public double prequential(IntPredicate stretch) {
    return 100
        * of(Question.Kind.STREAM, stretch).stream()
            .mapToInt(grade -> grade.right() ? 1 : 0)
            .average()
            .orElse(Double.NaN);
  }

  /** Mean over the classes of the share of right answers to probes. */
  public double balanced(IntPredicate stretch) {
    return recall(of(Question.Kind.PROBE, stretch));
  }

  /**
   * Mean over the classes of the share of right answers to labelled images of the stream; classes
   * that the stretch lacks do not count.
   */
  public double balancedOnStream(IntPredicate stretch) {
    return recall(of(Question.Kind.STREAM, stretch));
  }

  private static double recall(List<Grade> grades) {
    Map<String, int[]> rightOfAll = new TreeMap<>();
    for (Grade grade : grades) {
      int[] counts = rightOfAll.computeIfAbsent(grade.truth(), name -> new int[2]);
      counts[0] += grade.right() ? 1 : 0;
      counts[1]++;
    }
    return 100
        * rightOfAll.values().stream()
            .mapToDouble(counts -> (double) counts[0] / counts[1])
            .average()
            .orElse(Double.NaN);
  }

  private List<Grade> of(Question.Kind kind, IntPredicate stretch) {
    Predicate<Grade> which = grade -> grade.kind() == kind && stretch.test(grade.at());
    return grades.stream().filter(which).toList();
  }
}
