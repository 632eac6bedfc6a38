package io.longshore.scorer.http;

import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.image.Pixels;
import io.longshore.domain.image.UnreadableImageException;
import java.time.Duration;
import java.util.List;

/**
 * PNG and JPEG files to pixels, by the decoder and the resizing of the stream. Only files that lie
 * on the images topic as they are, canonical ones, are taken: what ingest would change first (turn
 * upright, flatten, reduce to 8 bits) would be scored here as nobody has learned it.
 *
 * <p>Safe for many threads; the pixels in decoding at a time are bounded over all of them.
 */
final class EncodedImages {
  private final int maxPixels;
  private final Room inDecoding;
  private final Duration patience;

  EncodedImages(int maxPixels, Duration patience) {
    this.maxPixels = maxPixels;
    this.inDecoding =
        new Room(maxPixels, "too many images are being decoded; send it again in a while");
    this.patience = patience;
  }

  /**
   * Decodes files.
   *
   * @return (files, height, width, channels) unsigned bytes
   * @throws HttpProblem 400 that names the file that cannot be taken, 503 if too much is decoded
   */
  byte[] pixels(List<byte[]> files, ImageShape wanted, String where) {
    byte[] all = new byte[Math.multiplyExact(files.size(), wanted.size())];
    for (int i = 0; i < files.size(); i++) {
      byte[] one = decode(files.get(i), wanted, "image " + i + " of " + where);
      System.arraycopy(one, 0, all, i * wanted.size(), one.length);
    }
    return all;
  }

  private byte[] decode(byte[] file, ImageShape wanted, String which) {
    try {
      Image image = CanonicalFile.read(file);
      long pixels = image.shape().pixels();
      if (pixels > maxPixels) {
        throw HttpProblem.bad(
            "%s is %s, images of up to %d pixels are scored"
                .formatted(which, image.shape(), maxPixels));
      }
      Room.Share share = inDecoding.take((int) pixels, patience);
      try {
        return Pixels.of(image, wanted);
      } finally {
        share.close();
      }
    } catch (UnreadableImageException e) {
      throw HttpProblem.bad(which + ": " + e.getMessage());
    }
  }
}
