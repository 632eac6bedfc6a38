/**
 * Where rollout meets Kafka: its transactional journal, and the records that trials are made of.
 */
@NullMarked
package io.longshore.rollout.kafka;

import org.jspecify.annotations.NullMarked;
