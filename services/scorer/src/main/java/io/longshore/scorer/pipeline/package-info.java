/**
 * From a stream of items to results in the same order: bounded, batched, on several threads. Knows
 * neither Kafka nor models.
 */
@NullMarked
package io.longshore.scorer.pipeline;

import org.jspecify.annotations.NullMarked;
