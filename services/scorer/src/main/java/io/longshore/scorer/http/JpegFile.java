package io.longshore.scorer.http;

import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageFormat;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.image.UnreadableImageException;
import org.jspecify.annotations.Nullable;

/**
 * The marker segments of a JPEG of 8 bits, grey or three components, whole up to its end: one that
 * is cut off in a scan would be decoded with grey filler.
 *
 * @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81, annex B</a>
 */
final class JpegFile {
  private static final int SOF0 = 0xc0;
  private static final int SOF2 = 0xc2;
  private static final int SOF15 = 0xcf;
  private static final int DHT = 0xc4;
  private static final int JPG = 0xc8;
  private static final int DAC = 0xcc;
  private static final int RST0 = 0xd0;
  private static final int RST7 = 0xd7;
  private static final int EOI = 0xd9;
  private static final int SOS = 0xda;
  private static final int APP1 = 0xe1;
  private static final String EXIF = "Exif\0\0";

  /** Every scan is a pass over all pixels; encoders write about a dozen. */
  private static final int MOST_SCANS = 50;

  private final FileBytes file;
  private @Nullable ImageShape shape;

  JpegFile(FileBytes file) {
    this.file = file;
  }

  Image read() {
    int scans = 0;
    int at = 2; // after SOI
    while (true) {
      if (file.unsignedByte(at) != 0xff) {
        throw new UnreadableImageException("it is a JPEG with no marker at byte " + at);
      }
      while (file.unsignedByte(at) == 0xff) {
        at++; // a marker may be preceded by any number of fill bytes
      }
      int marker = file.unsignedByte(at++);
      if (marker == EOI) {
        return ended(at, scans);
      }
      int length = file.unsignedShort(at);
      file.require(at, Math.max(2, length));
      segment(marker, at + 2, at + length);
      at += Math.max(2, length);
      if (marker == SOS) {
        scans++;
        if (scans > MOST_SCANS) {
          throw new UnreadableImageException("it is a JPEG of more than 50 scans");
        }
        at = endOfScan(at);
      }
    }
  }

  private Image ended(int end, int scans) {
    if (shape == null || scans == 0) {
      throw new UnreadableImageException("it is a JPEG without pixels");
    }
    if (end != file.length()) {
      throw new UnreadableImageException(
          "it is a JPEG of %d bytes in a file of %d".formatted(end, file.length()));
    }
    return new Image(ImageFormat.JPEG, shape, file.bytes());
  }

  private void segment(int marker, int from, int to) {
    boolean frame =
        marker >= SOF0 && marker <= SOF15 && marker != DHT && marker != JPG && marker != DAC;
    if (frame) {
      frame(marker, from);
    } else if (marker == APP1 && file.has(from, EXIF)) {
      ExifOrientation.requireUpright(file, from + EXIF.length(), to);
    }
  }

  private void frame(int marker, int at) {
    int precision = file.unsignedByte(at);
    int height = file.unsignedShort(at + 1);
    int width = file.unsignedShort(at + 3);
    int components = file.unsignedByte(at + 5);
    if (shape != null
        || marker > SOF2
        || precision != 8
        || height < 1
        || width < 1
        || (components != 1 && components != 3)) {
      throw new UnreadableImageException(
          "it is a JPEG of %d x %d pixels, %d bits and %d components; save it as one baseline or progressive JPEG, 8 bits, grey or RGB"
              .formatted(height, width, precision, components));
    }
    shape = new ImageShape(height, width, components);
  }

  /** Within a scan 0xff is data when 0x00 follows, and restart markers belong to the scan. */
  private int endOfScan(int from) {
    for (int at = from; ; at++) {
      if (file.unsignedByte(at) == 0xff) {
        int next = file.unsignedByte(at + 1);
        if (next != 0x00 && next != 0xff && (next < RST0 || next > RST7)) {
          return at;
        }
      }
    }
  }
}
