package io.longshore.rollout.quality;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How answers fared.
 *
 * @param images judged
 * @param accuracy share of the images that were named rightly
 * @param recall mean over classes of the share of their images that were named rightly; over all
 *     classes this is balanced accuracy
 * @param worstRecall the same over the tenth of the classes that fare worst, one at least
 * @param confidence mean probability of what was named first
 * @param calibrationError expected calibration error over {@value #BINS} bins of equal width (Guo
 *     and others, On Calibration of Modern Neural Networks, ICML 2017, eq. 3)
 */
public record Quality(
    int images,
    double accuracy,
    double recall,
    double worstRecall,
    double confidence,
    double calibrationError) {
  private static final int BINS = 15;

  /** Empty if nothing was judged. */
  static Optional<Quality> of(Collection<Judged> answers) {
    if (answers.isEmpty()) {
      return Optional.empty();
    }
    int images = answers.size();
    List<Double> recalls = recalls(answers);
    int worst = Math.max(1, recalls.size() / 10);
    return Optional.of(
        new Quality(
            images,
            mean(answers.stream().map(a -> a.isRight() ? 1.0 : 0.0).toList()),
            mean(recalls),
            mean(recalls.subList(0, worst)),
            mean(answers.stream().map(a -> (double) a.confidence()).toList()),
            calibrationError(answers)));
  }

  /** Of each class, worst first. */
  private static List<Double> recalls(Collection<Judged> answers) {
    Map<String, int[]> classes = new HashMap<>(); // right, all
    for (Judged answer : answers) {
      int[] counts = classes.computeIfAbsent(answer.className(), c -> new int[2]);
      counts[0] += answer.isRight() ? 1 : 0;
      counts[1]++;
    }
    return classes.values().stream().map(c -> (double) c[0] / c[1]).sorted().toList();
  }

  private static double calibrationError(Collection<Judged> answers) {
    var gaps = new double[BINS]; // right answers less expected ones
    for (Judged answer : answers) {
      int bin = Math.min(BINS - 1, (int) (answer.confidence() * BINS));
      gaps[bin] += (answer.isRight() ? 1 : 0) - answer.confidence();
    }
    double sum = 0;
    for (double gap : gaps) {
      sum += Math.abs(gap);
    }
    return sum / answers.size();
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(v -> v).average().orElseThrow();
  }
}
