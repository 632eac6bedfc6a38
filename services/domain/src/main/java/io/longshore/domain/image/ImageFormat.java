package io.longshore.domain.image;

import java.util.Arrays;
import java.util.Optional;

/**
 * The closed list of formats an image may travel in; anything else is refused before it is decoded.
 */
public enum ImageFormat {
  JPEG("image/jpeg"),
  PNG("image/png"),
  /** Raw pixels: rows of interleaved 8-bit channels, no header; the shape travels beside them. */
  PIXELS("application/vnd.longshore.pixels");

  private final String mediaType;

  ImageFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  public String mediaType() {
    return mediaType;
  }

  /** The format with this media type; parameters after ';' and letter case do not matter. */
  public static Optional<ImageFormat> ofMediaType(String mediaType) {
    String bare = mediaType.split(";", 2)[0].trim();
    return Arrays.stream(values()).filter(f -> f.mediaType.equalsIgnoreCase(bare)).findFirst();
  }
}
