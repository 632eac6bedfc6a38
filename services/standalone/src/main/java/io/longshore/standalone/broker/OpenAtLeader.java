package io.longshore.standalone.broker;

import java.util.Optional;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.common.TopicPartition;

/**
 * A transaction of which the leader of a partition has seen no end.
 *
 * @param producer id by which brokers know who began it
 * @param epoch of that producer, as its records have it
 * @param coordinatorEpoch of the last end that the leader was told by this producer's coordinator
 * @param start offset of its first record
 */
record OpenAtLeader(
    TopicPartition partition, long producer, int epoch, int coordinatorEpoch, long start) {

  /** What becomes of it. */
  enum Fate {
    /** Its coordinator says that it was committed, and will say no more. */
    COMMITTED,
    /** Its coordinator says that it was aborted, and will say no more. */
    ABORTED,
    /** Its coordinator will end it, or knows nothing of it. */
    LEFT,
    /** Its coordinator is about to end it, or has not read yet what it knows. */
    NOT_KNOWN_YET
  }

  /**
   * What becomes of it.
   *
   * @param said by the coordinator of this producer
   */
  Fate fate(Optional<TransactionDescription> said) {
    return said.map(this::fate).orElse(Fate.NOT_KNOWN_YET);
  }

  private Fate fate(TransactionDescription said) {
    // A producer's epoch is raised as its transaction is ended (KIP-890), by coordinators of old
    // not.
    boolean ofThis = said.producerEpoch() == epoch || said.producerEpoch() == epoch + 1;
    return switch (said.state()) {
      case PREPARE_COMMIT, PREPARE_ABORT, PREPARE_EPOCH_FENCE -> Fate.NOT_KNOWN_YET;
      case COMPLETE_COMMIT -> ofThis ? Fate.COMMITTED : Fate.LEFT;
      case COMPLETE_ABORT -> ofThis ? Fate.ABORTED : Fate.LEFT;
      default -> Fate.LEFT;
    };
  }
}
