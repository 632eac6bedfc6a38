package io.longshore.scorer.pipeline;

import java.util.List;

/**
 * What one thread does with what it takes; it has everything it needs of its own.
 *
 * @param <T> items
 * @param <R> results of a batch
 * @param <Q> requests
 */
public interface Worker<T extends Item, R, Q extends Request> extends AutoCloseable {

  /** Scores a batch of the stream. What it throws ends the pipeline. */
  R score(List<T> batch);

  /** Answers requests; what goes wrong with one is told to it and goes no further. */
  void answer(List<Q> requests);

  @Override
  void close();
}
