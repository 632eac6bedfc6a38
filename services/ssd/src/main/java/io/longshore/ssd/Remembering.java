package io.longshore.ssd;

import io.longshore.ssd.net.LinearHead;
import io.longshore.ssd.net.ResNet;
import io.longshore.ssd.torch.Compute;

/**
 * Learning without forgetting (Li and Hoiem, ECCV 2016; ours here): where training starts from a
 * live model, what that model says of the classes it knows goes on teaching the head of the hard
 * labels, on old images from the replay memory and on new ones alike. Without a live model it does
 * nothing.
 *
 * @param weight of the distillation beside cross-entropy; 0 to forget freely
 * @param temperature of the distillation
 */
public record Remembering(double weight, double temperature) {
  /** As in the paper, which knows no live model. */
  public static final Remembering NOTHING = new Remembering(0, 2);

  public Remembering {
    if (!(weight >= 0) || !(temperature > 0)) {
      throw new IllegalArgumentException(
          "the weight must not be negative, the temperature positive: "
              + weight
              + ", "
              + temperature);
    }
  }

  /** The live model as it was, whatever is trained from it. */
  Remembrance of(ResNet live, LinearHead head, Compute compute) {
    return weight == 0 ? Remembrance.NONE : new Remembrance.Live(this, live, head, compute);
  }
}
