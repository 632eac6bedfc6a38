package io.longshore.ssd;

import io.longshore.ssd.net.LinearHead;

/** Which head of the student is served. All are linear over the same features, so cost the same. */
public enum ServedHead {
  /** The rebalanced hard head, {@code s * (W_h x + b_h)}, as in the paper. */
  HARD {
    @Override
    LinearHead of(LinearHead rebalanced, LinearHead soft) {
      return rebalanced;
    }
  },
  /** The soft head, which learned from a rebalanced teacher. */
  SOFT {
    @Override
    LinearHead of(LinearHead rebalanced, LinearHead soft) {
      return soft;
    }
  },
  /** The head whose logits are the mean of both (ours): two opinions for the price of one. */
  MEAN {
    @Override
    LinearHead of(LinearHead rebalanced, LinearHead soft) {
      return rebalanced.meanWith(soft);
    }
  };

  /**
   * @param rebalanced the hard head, scaled
   */
  abstract LinearHead of(LinearHead rebalanced, LinearHead soft);
}
