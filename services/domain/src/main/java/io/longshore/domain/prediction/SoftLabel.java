package io.longshore.domain.prediction;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.model.ModelVersion;
import java.util.List;

/**
 * A teacher's distribution for a remembered image: the self-supervised distillation label a student
 * learns from.
 *
 * @param image the image
 * @param teacher the model whose training produced the teacher
 * @param top most likely classes, best first
 * @param rest probability mass of all other classes together
 */
public record SoftLabel(
    ImageId image, ModelVersion teacher, List<ClassProbability> top, float rest) {

  public SoftLabel {
    top = List.copyOf(top);
  }
}
