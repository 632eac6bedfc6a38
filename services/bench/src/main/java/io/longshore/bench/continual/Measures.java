package io.longshore.bench.continual;

import io.longshore.domain.model.ShotGroup;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a row says, in percent; NaN for a group without a class.
 *
 * @param averageAccuracy mean over the steps of the accuracy over all classes seen
 * @param finalAccuracy over all classes after the last step, each class counting alike
 * @param forgetting of earlier steps' classes since they were known best
 * @param backwardTransfer to earlier steps' classes since they were learned; negative where they
 *     were forgotten
 * @param many at the end, on classes of more than 100 training images over all steps
 * @param medium on those of 20 to 100
 * @param few on those of fewer than 20
 * @param accuracies a(t, j): on the classes of step j after step t
 * @param seenAccuracies over all classes seen, after each step
 */
public record Measures(
    double averageAccuracy,
    double finalAccuracy,
    double forgetting,
    double backwardTransfer,
    double many,
    double medium,
    double few,
    List<List<Double>> accuracies,
    List<Double> seenAccuracies) {

  public Measures {
    accuracies = accuracies.stream().map(List::copyOf).toList();
    seenAccuracies = List.copyOf(seenAccuracies);
  }

  /**
   * @param perClass one list for each step, of the accuracies of all classes seen by then
   * @param counts images of each class over all steps, however few of them were kept
   */
  static Measures of(List<List<Double>> perClass, TaskSplit split, int[] counts) {
    AccuracyMatrix matrix = AccuracyMatrix.of(perClass, split);
    List<Double> atTheEnd = perClass.get(perClass.size() - 1);
    return new Measures(
        matrix.average(),
        matrix.last(),
        matrix.forgetting(),
        matrix.backwardTransfer(),
        group(ShotGroup.MANY, atTheEnd, counts),
        group(ShotGroup.MEDIUM, atTheEnd, counts),
        group(ShotGroup.FEW, atTheEnd, counts),
        matrix.rows(),
        matrix.overSeen());
  }

  private static double group(ShotGroup group, List<Double> accuracies, int[] counts) {
    return IntStream.range(0, accuracies.size())
        .filter(c -> ShotGroup.of(counts[c]) == group)
        .mapToDouble(accuracies::get)
        .average()
        .orElse(Double.NaN);
  }
}
