package io.longshore.standalone.transaction;

import org.apache.kafka.common.TopicPartition;

/**
 * A transaction that a partition's leader knows of and has seen no end of. Whoever reads only what
 * is committed reads no further than its first record.
 *
 * @param producer id by which brokers know who began it
 * @param epoch of that producer, as its records have it
 * @param coordinatorEpoch of the last end that the leader was told by this producer's coordinator
 * @param start offset of its first record
 */
public record OpenTransaction(
    TopicPartition partition, long producer, int epoch, int coordinatorEpoch, long start) {}
