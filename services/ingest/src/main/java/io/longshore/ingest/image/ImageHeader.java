package io.longshore.ingest.image;

import io.longshore.domain.image.ImageFormat;
import io.longshore.domain.image.ImageShape;
import java.util.ArrayList;
import java.util.List;

/** What a walk over a file's structure tells of it, without decoding a pixel. */
sealed interface ImageHeader {

  ImageFormat format();

  /** Height and width as stored, and the channels of the canonical image. */
  ImageShape shape();

  Orientation orientation();

  /** Where the image ends; a file that goes on is two things at once. */
  int end();

  /** What of the pixels has to change to be canonical. */
  List<Change> pixelChanges();

  /** A grey or colour JPEG of 8 bits. */
  record Jpeg(ImageShape shape, Orientation orientation, int end) implements ImageHeader {

    @Override
    public ImageFormat format() {
      return ImageFormat.JPEG;
    }

    @Override
    public List<Change> pixelChanges() {
      return List.of();
    }
  }

  /**
   * A PNG of any of the kinds that the format allows.
   *
   * @param transparency whether some palette entry, or one colour, stands for transparent
   * @param transparentColour that one colour's stored samples, 16 bits each, the first highest; or
   *     {@link #NO_COLOUR}
   */
  record Png(
      ImageShape shape,
      int bitDepth,
      Colour colour,
      boolean transparency,
      long transparentColour,
      Orientation orientation,
      int end)
      implements ImageHeader {

    static final long NO_COLOUR = -1;

    /** The colour types of the PNG specification. */
    enum Colour {
      GREY,
      RGB,
      PALETTE,
      GREY_ALPHA,
      RGB_ALPHA
    }

    @Override
    public ImageFormat format() {
      return ImageFormat.PNG;
    }

    @Override
    public List<Change> pixelChanges() {
      List<Change> changes = new ArrayList<>();
      if (colour == Colour.PALETTE) {
        changes.add(Change.PALETTE_RESOLVED);
      } else if (bitDepth < 8) {
        changes.add(Change.EXPANDED_TO_8_BITS);
      } else if (bitDepth > 8) {
        changes.add(Change.REDUCED_TO_8_BITS);
      }
      if (transparency || colour == Colour.GREY_ALPHA || colour == Colour.RGB_ALPHA) {
        changes.add(Change.ALPHA_FLATTENED);
      }
      return changes;
    }
  }
}
