package io.longshore.datasets;

import io.longshore.domain.image.ImageFormat;
import io.longshore.domain.image.ImageShape;

/**
 * What a data set holds for one image, before anybody has looked inside: nothing is decoded here,
 * so that images of a folder pass the same guard as images that arrive over the network.
 */
public sealed interface Payload {

  /** The bytes as they lie in the data set; the array is the caller's own. */
  byte[] bytes();

  /** The format the data set claims for these bytes. */
  ImageFormat claimed();

  /** A PNG or JPEG file. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of bytes; never compared
  record Encoded(ImageFormat claimed, byte[] bytes) implements Payload {}

  /** Raw interleaved 8-bit pixels, row by row: height x width x channels. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of bytes; never compared
  record Pixels(ImageShape shape, byte[] bytes) implements Payload {

    @Override
    public ImageFormat claimed() {
      return ImageFormat.PIXELS;
    }
  }
}
