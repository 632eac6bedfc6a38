package io.longshore.ingest.image;

import io.longshore.domain.image.ImageShape;
import io.longshore.ingest.image.ImageHeader.Png;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;

/**
 * Turns what a decoder gave into rows of interleaved 8-bit channels, grey or RGB, without
 * transparency.
 */
final class CanonicalPixels {

  private CanonicalPixels() {}

  static byte[] of(BufferedImage decoded, ImageHeader header, Background background) {
    boolean asColours =
        header.shape().channels() == 3
            && (!(header instanceof Png png) || png.colour() == Png.Colour.PALETTE);
    return asColours
        ? fromColours(decoded, background)
        : fromSamples(decoded.getRaster(), header, background);
  }

  /** By way of the colour model: palettes, and JPEGs whose colour space is not the default one. */
  private static byte[] fromColours(BufferedImage decoded, Background background) {
    int width = decoded.getWidth();
    int[] row = new int[width];
    byte[] pixels = new byte[decoded.getHeight() * width * 3];
    for (int y = 0, at = 0; y < decoded.getHeight(); y++) {
      decoded.getRGB(0, y, width, 1, row, 0, width);
      for (int argb : row) {
        int alpha = argb >>> 24;
        pixels[at++] = over((argb >> 16) & 0xff, alpha, background.red());
        pixels[at++] = over((argb >> 8) & 0xff, alpha, background.green());
        pixels[at++] = over(argb & 0xff, alpha, background.blue());
      }
    }
    return pixels;
  }

  /**
   * Straight from the samples: the colour model would bend grey values. A colour that stands for
   * transparent is looked for here, since the decoder misses it where it has spread small samples
   * over 8 bits.
   */
  private static byte[] fromSamples(Raster raster, ImageHeader header, Background background) {
    ImageShape shape = header.shape();
    int channels = shape.channels();
    int bands = raster.getNumBands();
    int most = (1 << raster.getSampleModel().getSampleSize(0)) - 1;
    long transparent = transparentColour(header, most);
    int[] row = new int[shape.width() * bands];
    byte[] pixels = new byte[shape.size()];
    for (int y = 0, at = 0; y < shape.height(); y++) {
      raster.getPixels(0, y, shape.width(), 1, row);
      for (int x = 0; x < row.length; x += bands) {
        int alpha = bands > channels ? to8Bits(row[x + channels], most) : 255;
        if (colour(row, x, channels) == transparent) {
          alpha = 0;
        }
        for (int c = 0; c < channels; c++) {
          pixels[at++] = over(to8Bits(row[x + c], most), alpha, background.channel(c, channels));
        }
      }
    }
    return pixels;
  }

  /** The transparent colour in the samples that the decoder gives, which go up to that most. */
  private static long transparentColour(ImageHeader header, int most) {
    if (!(header instanceof Png png) || png.transparentColour() == Png.NO_COLOUR) {
      return Png.NO_COLOUR;
    }
    int mostStored = (1 << png.bitDepth()) - 1;
    boolean spread = most > mostStored; // only grey has fewer than 8 bits
    return spread ? to8Bits((int) png.transparentColour(), mostStored) : png.transparentColour();
  }

  private static long colour(int[] row, int x, int channels) {
    return channels == 1 ? row[x] : (long) row[x] << 32 | (long) row[x + 1] << 16 | row[x + 2];
  }

  private static int to8Bits(int sample, int most) {
    return (sample * 255 + most / 2) / most;
  }

  private static byte over(int value, int alpha, int background) {
    return (byte) ((value * alpha + background * (255 - alpha) + 127) / 255);
  }
}
