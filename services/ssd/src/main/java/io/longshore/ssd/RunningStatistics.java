package io.longshore.ssd;

/** What batch normalisation does while scales are learned. */
public enum RunningStatistics {
  /** The running statistics stay those of the long-tailed images the encoder was learned on. */
  KEPT,
  /** The running statistics first move to those of class-balanced batches. */
  REBALANCED,
  /**
   * Each class-balanced batch is normalised by its own statistics, and moves the running ones: what
   * the authors' code does, whose encoder stays in train mode.
   */
  OF_EACH_BATCH
}
