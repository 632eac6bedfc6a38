package io.longshore.scorer.http;

import io.longshore.domain.image.Image;
import io.longshore.domain.image.UnreadableImageException;

/** A PNG or JPEG file as ingest lets it on the images topic, judged without decoding a pixel. */
final class CanonicalFile {

  private CanonicalFile() {}

  /**
   * Looks at a file's structure.
   *
   * @throws UnreadableImageException if it is neither, is broken, or would have to be changed first
   */
  static Image read(byte[] bytes) {
    var file = new FileBytes(bytes);
    if (file.has(0, "\u0089PNG\r\n\u001a\n")) {
      return PngFile.read(file);
    }
    if (file.has(0, "\u00ff\u00d8\u00ff")) {
      return new JpegFile(file).read();
    }
    throw new UnreadableImageException("it is neither a PNG nor a JPEG file");
  }
}
