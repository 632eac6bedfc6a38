package io.longshore.loadtest.load;

import io.longshore.loadtest.audit.Outcome;
import java.util.concurrent.CompletableFuture;

/** A way in. Safe for use by several threads. */
@FunctionalInterface
interface Sender {

  /** What became of a send; never fails. */
  CompletableFuture<Answer> send(Item item);

  /**
   * What a sender was told.
   *
   * @param kind in a word or two, to count answers by
   */
  record Answer(Outcome outcome, String kind) {}
}
