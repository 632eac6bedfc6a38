package io.longshore.standalone.doctor;

import org.apache.kafka.common.TopicPartition;

/**
 * A transaction that a partition's leader knows of and has seen no end of. Whoever reads only what
 * is committed reads no further than its first record.
 *
 * @param producer id by which brokers know who began it
 * @param start offset of its first record
 */
record OpenTransaction(TopicPartition partition, long producer, long start) {}
