package io.longshore.loadtest.load;

import java.util.Optional;

/**
 * One thing to send.
 *
 * @param id unlike any other
 * @param className what it shows
 * @param mediaType of the bytes
 * @param shape of raw pixels, which do not say it themselves
 * @param labelled whether its label goes with it
 * @param poison what is wrong with it, if it must be refused
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Item(
    String id,
    String className,
    String mediaType,
    Optional<String> shape,
    byte[] bytes,
    Labelled labelled,
    Optional<String> poison) {

  /** Whether a label goes with an image. */
  enum Labelled {
    YES,
    NO,
    /** With the label, kept back from learning. */
    HOLDOUT
  }
}
