package io.longshore.scorer.pipeline;

import java.util.List;

/**
 * What a worker took.
 *
 * @param number of the batch in the order of the stream; 0 if there are only requests
 * @param items of the stream
 * @param requests beside it
 */
record Taken<T, Q>(long number, List<T> items, List<Q> requests) {}
