package io.longshore.trainer.run;

import io.longshore.domain.model.ClassEntry;
import io.longshore.domain.model.ClassResult;
import io.longshore.domain.model.Evaluation;
import java.util.ArrayList;
import java.util.List;

/** Turns logits of the held-out images into results class by class. */
public final class Judging {

  private Judging() {}

  /**
   * @param classes of the model judged, which decide the groups
   * @param labels class index of each image
   * @param logits (images, width) row by row; a narrower row than there are classes knows only the
   *     first of them
   */
  public static Evaluation of(List<ClassEntry> classes, int[] labels, float[] logits) {
    int width = labels.length == 0 ? classes.size() : logits.length / labels.length;
    int[] correct = new int[classes.size()];
    int[] total = new int[classes.size()];
    for (int i = 0; i < labels.length; i++) {
      total[labels[i]]++;
      if (argmax(logits, i * width, width) == labels[i]) {
        correct[labels[i]]++;
      }
    }
    var results = new ArrayList<ClassResult>();
    for (int c = 0; c < classes.size(); c++) {
      results.add(
          new ClassResult(classes.get(c).name(), classes.get(c).group(), correct[c], total[c]));
    }
    return new Evaluation(results);
  }

  /** Index within the row of its largest value; the first of equals. */
  public static int argmax(float[] values, int from, int width) {
    int best = 0;
    for (int c = 1; c < width; c++) {
      if (values[from + c] > values[from + best]) {
        best = c;
      }
    }
    return best;
  }
}
