package io.longshore.ingest.image;

import io.longshore.domain.image.ImageFormat;
import io.longshore.domain.image.ImageShape;
import org.jspecify.annotations.Nullable;

/**
 * An image as somebody sent it: nothing about it is known yet.
 *
 * @param mediaType what the sender says it is, or null when nothing was said
 * @param shape what the sender says of raw pixels, which have no header; null for files
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of bytes; never compared
public record Submission(byte[] bytes, @Nullable String mediaType, @Nullable ImageShape shape) {

  /** A file of which nothing was said. */
  public static Submission of(byte[] bytes) {
    return new Submission(bytes, null, null);
  }

  /** A file with the media type that its sender declared. */
  public static Submission declared(byte[] bytes, String mediaType) {
    return new Submission(bytes, mediaType, null);
  }

  /** Raw pixels: rows of interleaved 8-bit channels. */
  public static Submission pixels(byte[] bytes, ImageShape shape) {
    return new Submission(bytes, ImageFormat.PIXELS.mediaType(), shape);
  }
}
