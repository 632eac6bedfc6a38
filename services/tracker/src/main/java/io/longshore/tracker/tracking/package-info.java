/**
 * What is tracked of a stream: buckets of labels, plans and models in the order of stream time, in;
 * counts, evidence and decisions, out. Pure: without Kafka and without a clock.
 */
@NullMarked
package io.longshore.tracker.tracking;

import org.jspecify.annotations.NullMarked;
