package io.longshore.ssd;

import io.longshore.ssd.net.LinearHead;

/** Which head of the student is served. All are linear over the same features, so cost the same. */
public enum ServedHead {
  /** The rebalanced hard head, {@code s * (W_h x + b_h)}, as in the paper. */
  HARD,
  /** The soft head, which learned from a rebalanced teacher. */
  SOFT,
  /** The head whose logits are the mean of both (ours): two opinions for the price of one. */
  MEAN;

  /**
   * @param rebalanced the hard head, scaled
   */
  LinearHead of(LinearHead rebalanced, LinearHead soft) {
    return switch (this) {
      case HARD -> rebalanced;
      case SOFT -> soft;
      case MEAN -> rebalanced.meanWith(soft);
    };
  }
}
