package io.longshore.trainer.gear;

import io.longshore.domain.model.Baseline;
import io.longshore.domain.model.Evaluation;
import io.longshore.domain.model.GoldenBatch;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelRecipe;
import io.longshore.trainer.parity.ParityCase;
import io.longshore.trainer.run.Judging;
import io.longshore.trainer.run.Snapshot;

/**
 * A model in other numbers under the same head, before anybody has run it.
 *
 * @param of the model it is made from
 * @param recipe what it is made from
 * @param backbone ONNX bytes, quantized
 * @param head ONNX bytes: those of the model it is made from
 * @param heldOut the held-out images, and what the model it is made from says of them
 * @param baseline how that model fares on them
 */
public record Twin(
    ModelManifest of,
    ModelRecipe recipe,
    byte[] backbone,
    byte[] head,
    ParityCase heldOut,
    Baseline baseline) {

  /**
   * Its results.
   *
   * @param logits (images, classes) of the held-out images, as it will be served
   */
  public Evaluation judged(float[] logits) {
    return Judging.of(recipe.classes(), heldOut.sample().images().labels(), logits);
  }

  /**
   * What it says of a few held-out images, for those who serve it: its parent's answers are others.
   *
   * @param logits (images, classes) of the held-out images, as it will be served
   */
  public GoldenBatch golden(float[] logits) {
    return heldOut.sample().golden(Snapshot.GOLDEN_IMAGES, recipe.classes().size(), logits);
  }
}
