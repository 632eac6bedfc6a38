package io.longshore.scorer.pipeline;

import java.util.List;

/**
 * Where results go, batch after batch in the order their items came. Called on one thread; what it
 * throws ends the pipeline.
 */
public interface Delivery<T extends Item, R> {

  /**
   * Takes over a batch. It counts as in flight until {@code done} is run, on any thread, when it is
   * safe.
   */
  void deliver(List<T> items, R result, Runnable done);

  /**
   * Called after each batch and when none comes.
   *
   * @return how long it may be left alone at most, in nanoseconds
   */
  long tick();

  /** Nothing follows; finishes what was begun. */
  void end();
}
