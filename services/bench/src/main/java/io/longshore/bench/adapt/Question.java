package io.longshore.bench.adapt;

import io.longshore.datasets.LabelledImage;

/**
 * An image of the stream, whose class the benchmark knows.
 *
 * @param kind what it is asked for
 * @param at labelled images of the stream before it
 */
public record Question(LabelledImage image, Kind kind, int at) {

  /** What an image is asked for. */
  public enum Kind {
    /** Of the drifting mix; its label is sent with it and learned from. */
    STREAM,
    /** Of a balanced set that is never labelled; it only asks what is served now. */
    PROBE
  }
}
