package io.longshore.domain.prediction;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.model.ModelVersion;
import java.time.Instant;
import java.util.List;

/**
 * What a model said of an image, and exactly which model under which plan and trim.
 *
 * @param image the image
 * @param top most likely classes, best first
 * @param model the version that answered
 * @param role in which role
 * @param planEpoch rollout plan in force
 * @param trimSequence sequence of the class frequencies the logits were trimmed to; 0 if untrimmed
 * @param source where the image lies
 * @param repeat whether an image of this id was predicted before: a repeated send, marked so that
 *     nobody counts it twice
 * @param scoredAt when
 */
public record Prediction(
    ImageId image,
    List<ClassProbability> top,
    ModelVersion model,
    Role role,
    long planEpoch,
    long trimSequence,
    ImageLocation source,
    boolean repeat,
    Instant scoredAt) {

  public Prediction {
    top = List.copyOf(top);
    if (top.isEmpty()) {
      throw new IllegalArgumentException("a prediction names at least one class");
    }
  }
}
