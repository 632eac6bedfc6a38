package io.longshore.scorer.onnx;

import io.longshore.domain.image.ImageShape;
import io.longshore.domain.model.ModelRecipe;

/**
 * How large the tensors of a model are.
 *
 * @param input of one image
 * @param features between backbone and head
 * @param classes logits
 */
record Layout(ImageShape input, int features, int classes) {

  static Layout of(ModelRecipe recipe) {
    return new Layout(recipe.input(), recipe.featureWidth(), recipe.classes().size());
  }

  /** Bytes of the largest tensor of a batch. */
  long bytes(int batch) {
    return batch * Math.max(input.size(), (long) Float.BYTES * Math.max(features, classes));
  }
}
