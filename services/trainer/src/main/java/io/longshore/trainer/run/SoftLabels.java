package io.longshore.trainer.run;

import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.ClassProbability;
import io.longshore.domain.prediction.SoftLabel;
import io.longshore.ssd.Teacher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The teacher's distillation labels of the remembered images: the most likely classes and the mass
 * of the rest.
 */
public final class SoftLabels {
  private static final int TOP = 5;

  private SoftLabels() {}

  /** One label an image, at temperature 1. */
  public static List<SoftLabel> of(
      Teacher teacher, ModelVersion version, List<String> classes, LabelledPixels images) {
    float[] probabilities = teacher.softLabels(images.pixels(), 1);
    var labels = new ArrayList<SoftLabel>(images.size());
    for (int i = 0; i < images.size(); i++) {
      int row = i * classes.size();
      List<ClassProbability> top =
          IntStream.range(0, classes.size())
              .mapToObj(c -> new ClassProbability(classes.get(c), probabilities[row + c]))
              .sorted(Comparator.comparingDouble(p -> -p.probability()))
              .limit(TOP)
              .toList();
      double named = top.stream().mapToDouble(ClassProbability::probability).sum();
      labels.add(
          new SoftLabel(
              images.images().ids().get(i), version, top, (float) Math.max(0, 1 - named)));
    }
    return labels;
  }
}
