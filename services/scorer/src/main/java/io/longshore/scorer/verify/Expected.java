package io.longshore.scorer.verify;

import io.longshore.domain.image.ImageShape;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelRecipe;
import java.time.Duration;
import java.util.List;

/**
 * What the child holds a candidate to.
 *
 * @param shape of its images
 * @param featureWidth between backbone and head
 * @param classes of its logits
 * @param tolerance largest difference of a logit from the trainer's
 * @param imageTime largest median time of one image
 */
record Expected(
    ImageShape shape, int featureWidth, int classes, double tolerance, Duration imageTime) {

  static Expected of(ModelManifest manifest, VerifyLimits limits) {
    ModelRecipe recipe = manifest.recipe();
    return new Expected(
        recipe.input(),
        recipe.featureWidth(),
        recipe.classes().size(),
        limits.tolerance(),
        limits.imageTime());
  }

  /** Ports in the words of {@link Part}. */
  String image() {
    return "image: UINT8 [N, %d, %d, %d]"
        .formatted(shape.height(), shape.width(), shape.channels());
  }

  String features() {
    return "features: FLOAT [N, %d]".formatted(featureWidth);
  }

  String logits() {
    return "logits: FLOAT [N, %d]".formatted(classes);
  }

  List<String> lines() {
    return List.of(
        shape.toString(),
        Integer.toString(featureWidth),
        Integer.toString(classes),
        Double.toString(tolerance),
        imageTime.toString());
  }

  /** Reads what {@link #lines} wrote. */
  static Expected parse(List<String> lines) {
    return new Expected(
        ImageShape.parse(lines.get(0)),
        Integer.parseInt(lines.get(1)),
        Integer.parseInt(lines.get(2)),
        Double.parseDouble(lines.get(3)),
        Duration.parse(lines.get(4)));
  }
}
