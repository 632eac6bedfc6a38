package io.longshore.ssd;

/** What happens to batch normalisation's running statistics while scales are learned. */
public enum RunningStatistics {
  /** They stay those of the long-tailed images the encoder was learned on. */
  KEPT,
  /**
   * They move towards those of class-balanced batches, as in the authors' code, whose encoder stays
   * in train mode.
   */
  REBALANCED
}
