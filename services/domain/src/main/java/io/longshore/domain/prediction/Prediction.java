package io.longshore.domain.prediction;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.model.ModelVersion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
 * @param alongside what the other model of a trial said, if the image is in its share
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
    Instant scoredAt,
    Optional<Alongside> alongside) {

  public Prediction {
    top = List.copyOf(top);
    if (top.isEmpty()) {
      throw new IllegalArgumentException("a prediction names at least one class");
    }
  }

  /** A prediction of one model alone. */
  public Prediction(
      ImageId image,
      List<ClassProbability> top,
      ModelVersion model,
      Role role,
      long planEpoch,
      long trimSequence,
      ImageLocation source,
      boolean repeat,
      Instant scoredAt) {
    this(
        image,
        top,
        model,
        role,
        planEpoch,
        trimSequence,
        source,
        repeat,
        scoredAt,
        Optional.empty());
  }
}
