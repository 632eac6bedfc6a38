package io.longshore.bench.ssd;

import io.longshore.domain.model.ClassResult;
import io.longshore.domain.model.Evaluation;
import io.longshore.domain.model.ShotGroup;
import io.longshore.ssd.data.TrainingSet;
import java.util.ArrayList;
import java.util.List;

/**
 * A long tail to learn from and balanced images to be judged by.
 *
 * @param imbalance images of the largest class for one of the smallest
 * @param test pixels (n, height, width, channels)
 * @param testLabels their classes (n)
 */
@SuppressWarnings("ArrayRecordComponent") // images; never compared
public record LongTailedTask(
    String name,
    int imbalance,
    List<String> classes,
    TrainingSet training,
    byte[] test,
    int[] testLabels) {

  public LongTailedTask {
    classes = List.copyOf(classes);
    if (testLabels.length == 0
        || test.length != Math.multiplyExact(testLabels.length, training.shape().bytes())) {
      throw new IllegalArgumentException(
          testLabels.length
              + " test labels do not fit "
              + test.length
              + " bytes of images of "
              + training.shape());
    }
  }

  /** A name for folders and people: {@code cifar100-if100}. */
  public String label() {
    return name + "-if" + imbalance;
  }

  /** Accuracy, class by class, of logits (n, classes) for the test images. */
  public Evaluation evaluate(float[] logits) {
    int[] counts = training.counts();
    int[] correct = new int[counts.length];
    int[] total = new int[counts.length];
    for (int i = 0; i < testLabels.length; i++) {
      total[testLabels[i]]++;
      correct[testLabels[i]] +=
          largest(logits, i * counts.length, counts.length) == testLabels[i] ? 1 : 0;
    }
    List<ClassResult> results = new ArrayList<>();
    for (int c = 0; c < counts.length; c++) {
      results.add(new ClassResult(classes.get(c), ShotGroup.of(counts[c]), correct[c], total[c]));
    }
    return new Evaluation(results);
  }

  private static int largest(float[] values, int from, int count) {
    int best = 0;
    for (int c = 1; c < count; c++) {
      best = values[from + c] > values[from + best] ? c : best;
    }
    return best;
  }
}
