package io.longshore.ssd.net;

/** How batch normalisation behaves in a forward pass. */
public enum Mode {
  /** By the batch's own statistics, which move the running ones. */
  TRAIN,
  /** By the running statistics, which stay. */
  EVALUATE
}
