package io.longshore.scorer.pipeline;

/** Something to be scored. */
public interface Item {

  /** Items of a partition are delivered in the order they came. */
  int partition();

  /** What it takes to have it in hand, in pixels. */
  long pixels();
}
