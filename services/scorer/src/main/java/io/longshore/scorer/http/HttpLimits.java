package io.longshore.scorer.http;

import java.time.Duration;

/**
 * What requests may cost.
 *
 * @param bodyBytes largest body of a request
 * @param underWayBytes of bodies, and of the pixels in them, held at a time, over all requests
 * @param images most images of a request
 * @param pixels most pixels of an encoded image, and of all images in decoding at a time
 * @param idle longest silence of a client in the middle of a request
 * @param body longest time for a whole body to arrive, however steadily it drips
 * @param answer longest time that an answer of the model, or a turn to decode, is waited for
 * @param threads that read requests, each from one client at a time
 */
public record HttpLimits(
    int bodyBytes,
    int underWayBytes,
    int images,
    int pixels,
    Duration idle,
    Duration body,
    Duration answer,
    int threads) {

  /** A body is held as it came, and as the pixels of it. */
  static final int HELD = 2;

  public HttpLimits {
    if (bodyBytes < 1 || images < 1 || pixels < 1 || threads < 1) {
      throw new IllegalArgumentException(
          "limits are above zero, got %d bytes, %d images, %d pixels, %d threads"
              .formatted(bodyBytes, images, pixels, threads));
    }
    if (underWayBytes < (long) HELD * bodyBytes) {
      throw new IllegalArgumentException(
          "with room for %d bytes a body of %d, held %d times, never passes; raise the room or lower the limit"
              .formatted(underWayBytes, bodyBytes, HELD));
    }
  }
}
