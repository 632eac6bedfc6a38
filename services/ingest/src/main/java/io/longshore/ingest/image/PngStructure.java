package io.longshore.ingest.image;

import io.longshore.domain.image.ImageShape;
import io.longshore.ingest.image.ImageHeader.Png;
import io.longshore.ingest.image.ImageHeader.Png.Colour;
import java.util.zip.CRC32;

/**
 * Walks the chunks of a PNG: size and kind from IHDR, transparency and orientation from tRNS and
 * eXIf, the end from IEND; checks the CRC of every critical chunk.
 *
 * @see <a href="https://www.w3.org/TR/png-3/">Portable Network Graphics, third edition</a>
 */
final class PngStructure {

  private static final int SIGNATURE = 8;
  private static final int LENGTH_AND_TYPE = 8;
  private static final int CRC = 4;
  private static final int IHDR_LENGTH = 13;

  private final FileBytes file;
  private boolean transparency;
  private long transparentColour = Png.NO_COLOUR;
  private Orientation orientation = Orientation.UPRIGHT;

  private PngStructure(FileBytes file) {
    this.file = file;
  }

  /**
   * @throws Refusal when the file is broken or larger than the limits
   */
  static Png read(byte[] bytes, ImageLimits limits) {
    return new PngStructure(new FileBytes(bytes)).read(limits);
  }

  private Png read(ImageLimits limits) {
    int data = SIGNATURE + LENGTH_AND_TYPE;
    file.require(SIGNATURE, LENGTH_AND_TYPE + IHDR_LENGTH + CRC);
    if (!file.has(SIGNATURE + 4, "IHDR") || file.signedInt(SIGNATURE) != IHDR_LENGTH) {
      throw Refusal.broken("a PNG that does not begin with IHDR");
    }
    int width = file.signedInt(data);
    int height = file.signedInt(data + 4);
    limits.checkShape(height, width);
    int bitDepth = file.unsignedByte(data + 8);
    Colour colour = colour(file.unsignedByte(data + 9), bitDepth);
    int channels = colour == Colour.GREY || colour == Colour.GREY_ALPHA ? 1 : 3;
    int end = walk(colour);
    return new Png(
        new ImageShape(height, width, channels),
        bitDepth,
        colour,
        transparency,
        transparentColour,
        orientation,
        end);
  }

  /** Returns where the file should end. */
  private int walk(Colour colour) {
    boolean pixels = false;
    int at = SIGNATURE;
    while (true) {
      file.require(at, LENGTH_AND_TYPE);
      int length = file.signedInt(at);
      int data = at + LENGTH_AND_TYPE;
      file.require(data, length);
      file.require(data + length, CRC);
      checkCriticalCrc(at, length);
      pixels |= file.has(at + 4, "IDAT");
      if (file.has(at + 4, "tRNS")) {
        transparency = true;
        transparentColour = transparentColour(colour, data);
      } else if (file.has(at + 4, "eXIf")) {
        orientation = Exif.orientation(file.array(), data, data + length);
      } else if (file.has(at + 4, "IEND")) {
        if (!pixels) {
          throw Refusal.broken("a PNG without pixels");
        }
        return data + length + CRC;
      }
      at = data + length + CRC;
    }
  }

  private long transparentColour(Colour colour, int data) {
    return switch (colour) {
      case GREY -> file.unsignedShort(data);
      case RGB ->
          (long) file.unsignedShort(data) << 32
              | (long) file.unsignedShort(data + 2) << 16
              | file.unsignedShort(data + 4);
      case PALETTE -> Png.NO_COLOUR;
      case GREY_ALPHA, RGB_ALPHA -> throw Refusal.broken("a PNG with both alpha and tRNS");
    };
  }

  private void checkCriticalCrc(int at, int length) {
    boolean critical = Character.isUpperCase(file.unsignedByte(at + 4));
    if (!critical) {
      return;
    }
    CRC32 crc = new CRC32();
    crc.update(file.array(), at + 4, 4 + length);
    if ((int) crc.getValue() != file.signedInt(at + LENGTH_AND_TYPE + length)) {
      throw Refusal.broken("a PNG chunk at byte " + at + " has a wrong checksum");
    }
  }

  private static Colour colour(int type, int bitDepth) {
    boolean byteDepth = bitDepth == 8 || bitDepth == 16;
    boolean smallDepth = bitDepth == 1 || bitDepth == 2 || bitDepth == 4;
    return switch (type) {
      case 0 -> allowed(Colour.GREY, byteDepth || smallDepth, bitDepth);
      case 2 -> allowed(Colour.RGB, byteDepth, bitDepth);
      case 3 -> allowed(Colour.PALETTE, smallDepth || bitDepth == 8, bitDepth);
      case 4 -> allowed(Colour.GREY_ALPHA, byteDepth, bitDepth);
      case 6 -> allowed(Colour.RGB_ALPHA, byteDepth, bitDepth);
      default -> throw Refusal.broken("a PNG of colour type " + type);
    };
  }

  private static Colour allowed(Colour colour, boolean fits, int bitDepth) {
    if (!fits) {
      throw Refusal.broken("a " + colour + " PNG of " + bitDepth + " bits");
    }
    return colour;
  }
}
