package io.longshore.standalone.broker;

import io.longshore.standalone.transaction.OpenTransaction;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.jspecify.annotations.Nullable;

/** What becomes of a transaction that is open at a partition's leader. */
enum Fate {
  /** Its coordinator says that it was committed, and will say no more. */
  COMMITTED,
  /** Its coordinator says that it was aborted, and will say no more. */
  ABORTED,
  /** Its coordinator will end it, or knows nothing of it. */
  LEFT,
  /** Its coordinator is about to end it, or has not read yet what it knows. */
  NOT_KNOWN_YET;

  /**
   * What becomes of one.
   *
   * @param said by the coordinator of its producer; null if there is none that knows it
   */
  static Fate of(OpenTransaction open, @Nullable TransactionDescription said) {
    if (said == null) {
      return NOT_KNOWN_YET;
    }
    // A producer's epoch is raised as its transaction is ended (KIP-890), by coordinators of old
    // not.
    boolean ofThis =
        said.producerEpoch() == open.epoch() || said.producerEpoch() == open.epoch() + 1;
    return switch (said.state()) {
      case PREPARE_COMMIT, PREPARE_ABORT, PREPARE_EPOCH_FENCE -> NOT_KNOWN_YET;
      case COMPLETE_COMMIT -> ofThis ? COMMITTED : LEFT;
      case COMPLETE_ABORT -> ofThis ? ABORTED : LEFT;
      default -> LEFT;
    };
  }
}
