package io.longshore.scorer.http;

import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.image.UnreadableImageException;
import io.longshore.scorer.scoring.DecodingRoom;
import io.longshore.scorer.scoring.UnscorableImageException;
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
  private final DecodingRoom room;
  private final Duration patience;

  /**
   * @param room where they are decoded
   * @param patience until there is some
   */
  EncodedImages(int maxPixels, DecodingRoom room, Duration patience) {
    this.maxPixels = maxPixels;
    this.room = room;
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
      return room.decode(image, wanted, patience).orElseThrow(EncodedImages::busy);
    } catch (UnreadableImageException | UnscorableImageException e) {
      throw HttpProblem.bad(which + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    }
  }

  private static HttpProblem busy() {
    return new HttpProblem(
        HttpProblem.UNAVAILABLE, "too many images are being decoded; send it again in a while");
  }
}
