package io.longshore.ingest.dataset;

import java.time.Duration;

/**
 * How a data set is sent.
 *
 * @param window images sent and not yet settled, at most; a crash makes at most so many, and those
 *     since the journal was last written, be sent again
 * @param journalEvery images between two writes of the journal
 * @param attempts for an image that the broker does not acknowledge, before the run gives up
 * @param pause between two attempts
 */
public record Pace(int window, int journalEvery, int attempts, Duration pause) {

  /**
   * 2,048 under way, the journal every 2,048, and some minutes of a broker that is away. An image
   * and its label wait for a batch each, ten milliseconds and more; with fewer under way, the
   * waiting and the disk's answer to the journal are all that a data set of small images does.
   */
  public static final Pace DEFAULT = new Pace(2048, 2048, 30, Duration.ofSeconds(5));

  public Pace {
    if (window < 1 || journalEvery < 1 || attempts < 1 || pause.isNegative()) {
      throw new IllegalArgumentException(
          "window, journal interval and attempts are above zero, got %d, %d, %d"
              .formatted(window, journalEvery, attempts));
    }
  }
}
