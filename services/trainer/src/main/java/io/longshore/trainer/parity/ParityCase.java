package io.longshore.trainer.parity;

import io.longshore.trainer.run.LabelledPixels;

/**
 * Images and the logits that the trainer's engine gave them: what an exported model is compared on.
 *
 * @param sample the images
 * @param logits what the trainer's engine says of them
 */
public record ParityCase(LabelledPixels sample, ParityLogits logits) {

  public static ParityCase of(LabelledPixels sample, int classes, float[] logits) {
    return new ParityCase(sample, new ParityLogits(classes, logits));
  }
}
