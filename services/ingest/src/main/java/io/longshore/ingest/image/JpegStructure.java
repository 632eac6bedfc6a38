package io.longshore.ingest.image;

import io.longshore.domain.image.ImageShape;
import io.longshore.domain.reject.RejectReason;
import io.longshore.ingest.image.ImageHeader.Jpeg;
import org.jspecify.annotations.Nullable;

/**
 * Walks the marker segments of a JPEG: size and components from its frame header, orientation from
 * APP1, the end from the EOI marker that belongs to the image itself, not to a preview inside it.
 *
 * @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81, annex B</a>
 */
final class JpegStructure {

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

  /** Every scan is a pass over all pixels; encoders write about a dozen, a bomb thousands. */
  private static final int MOST_SCANS = 50;

  private static final String EXIF = "Exif\0\0";

  private final FileBytes file;
  private final ImageLimits limits;
  private @Nullable ImageShape shape;
  private Orientation orientation = Orientation.UPRIGHT;

  private JpegStructure(FileBytes file, ImageLimits limits) {
    this.file = file;
    this.limits = limits;
  }

  /**
   * @throws Refusal when the file is broken, larger than the limits, or of a kind that is not
   *     accepted
   */
  static Jpeg read(byte[] bytes, ImageLimits limits) {
    return new JpegStructure(new FileBytes(bytes), limits).read();
  }

  private Jpeg read() {
    int scans = 0;
    int at = 2; // after SOI
    while (true) {
      at = skipFill(at);
      int marker = file.unsignedByte(at);
      at++;
      if (marker == EOI) {
        if (shape == null || scans == 0) {
          throw Refusal.broken("a JPEG without pixels");
        }
        return new Jpeg(shape, orientation, at);
      }
      int length = file.unsignedShort(at);
      if (length < 2) {
        throw Refusal.broken("a JPEG segment at byte " + at + " of length " + length);
      }
      file.require(at, length);
      readSegment(marker, at + 2, at + length);
      at += length;
      if (marker == SOS) {
        scans++;
        if (scans > MOST_SCANS) {
          throw Refusal.broken("a JPEG of more than " + MOST_SCANS + " scans");
        }
        at = endOfScan(at);
      }
    }
  }

  /** A marker is 0xff, any number of further 0xff, then its code. */
  private int skipFill(int at) {
    if (file.unsignedByte(at) != 0xff) {
      throw Refusal.broken("a JPEG with no marker at byte " + at);
    }
    int code = at + 1;
    while (file.unsignedByte(code) == 0xff) {
      code++;
    }
    return code;
  }

  private void readSegment(int marker, int from, int to) {
    boolean frame =
        marker >= SOF0 && marker <= SOF15 && marker != DHT && marker != JPG && marker != DAC;
    if (frame) {
      readFrame(marker, from);
    } else if (marker == APP1 && file.has(from, EXIF)) {
      orientation = Exif.orientation(file.array(), from + EXIF.length(), to);
    }
  }

  private void readFrame(int marker, int at) {
    if (shape != null) {
      throw Refusal.broken("a JPEG with two frames");
    }
    if (marker > SOF2) {
      throw new Refusal(
          RejectReason.UNSUPPORTED_FORMAT,
          "a lossless, hierarchical or arithmetic-coded JPEG is not accepted; save it as baseline or progressive JPEG");
    }
    int precision = file.unsignedByte(at);
    int height = file.unsignedShort(at + 1);
    int width = file.unsignedShort(at + 3);
    int components = file.unsignedByte(at + 5);
    limits.checkShape(height, width);
    if (precision != 8) {
      throw Refusal.unsupportedColour(
          "a JPEG of " + precision + " bits is not accepted; save it with 8 bits a channel");
    }
    if (components != 1 && components != 3) {
      throw Refusal.unsupportedColour(
          "a JPEG of "
              + components
              + " components (CMYK has 4) is not accepted; save it as RGB or grey");
    }
    shape = new ImageShape(height, width, components);
  }

  /** Within a scan 0xff is data when 0x00 follows, and restart markers belong to the scan. */
  private int endOfScan(int from) {
    int at = from;
    while (true) {
      if (file.unsignedByte(at) == 0xff) {
        int next = file.unsignedByte(at + 1);
        boolean data = next == 0x00 || next == 0xff || (next >= RST0 && next <= RST7);
        if (!data) {
          return at;
        }
      }
      at++;
    }
  }
}
