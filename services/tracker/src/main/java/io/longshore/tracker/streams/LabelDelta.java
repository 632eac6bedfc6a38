package io.longshore.tracker.streams;

import java.time.Instant;
import java.util.Optional;

/**
 * What one record of a labels partition adds to the counts: one label, or nothing but that it was
 * seen.
 *
 * @param partition of the labels topic
 * @param nextOffset after the record
 * @param label empty if it is not counted: held out, a repeat, or refused
 */
record LabelDelta(int partition, long nextOffset, Optional<Fresh> label) {

  /**
   * A label counted for the first time.
   *
   * @param unit the unit it came from; empty if the image is a unit by itself
   */
  record Fresh(String className, Instant labelledAt, Optional<String> unit) {}
}
