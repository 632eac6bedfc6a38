package io.longshore.ingest.image;

import io.longshore.ingest.image.ImageHeader.Png;
import io.longshore.ingest.image.ImageHeader.Png.Colour;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Tells of most PNGs that they decode, without making an image of them: the pixels of a grey or RGB
 * PNG of 8 bits are filtered rows in one zlib stream, and every such stream of the right length
 * whose rows name filters that exist decodes to some image. What this does not vouch for is not
 * broken for it: the decoder has the last word on all of that.
 *
 * @see <a href="https://www.w3.org/TR/png-3/#9Filters">PNG, third edition, chapter 9</a>
 */
final class PlainPng {
  private static final int SIGNATURE = 8;
  private static final int IHDR = 8;
  private static final int METHODS = SIGNATURE + IHDR + 10;
  private static final int FRAME = 12;
  private static final int FILTERS = 5;
  private static final int WINDOW = 16 * 1024;

  /** What a thread needs to look at one after the other; an inflater costs more than an image. */
  private static final ThreadLocal<PlainPng> OF_THREAD = ThreadLocal.withInitial(PlainPng::new);

  private final Inflater inflater = new Inflater();
  private final byte[] window = new byte[WINDOW];

  private PlainPng() {}

  /**
   * Whether the file surely decodes to what its header says, and is canonical as it is.
   *
   * @param file whose structure is known to be sound
   */
  static boolean isSound(byte[] file, Png header) {
    return isPlain(file, header) && OF_THREAD.get().inflates(new FileBytes(file), header);
  }

  private static boolean isPlain(byte[] file, Png header) {
    return header.bitDepth() == 8
        && (header.colour() == Colour.GREY || header.colour() == Colour.RGB)
        && !header.transparency()
        && header.orientation() == Orientation.UPRIGHT
        && (file[METHODS] | file[METHODS + 1] | file[METHODS + 2]) == 0;
  }

  private boolean inflates(FileBytes file, Png header) {
    inflater.reset();
    try {
      var rows = new Rows(header);
      int at = firstPixels(file);
      for (; file.has(at + 4, "IDAT"); at += FRAME + file.signedInt(at)) {
        if (file.signedInt(at) == 0) {
          return false; // decoders differ
        }
        inflater.setInput(file.array(), at + 8, file.signedInt(at));
        while (!inflater.needsInput() && !inflater.finished()) {
          int length = inflater.inflate(window);
          if ((length == 0 && inflater.needsDictionary()) || !rows.take(window, length)) {
            return false;
          }
        }
      }
      return inflater.finished() && inflater.getRemaining() == 0 && rows.areAll();
    } catch (DataFormatException e) {
      return false;
    }
  }

  private static int firstPixels(FileBytes file) {
    int at = SIGNATURE;
    while (!file.has(at + 4, "IDAT")) {
      at += FRAME + file.signedInt(at);
    }
    return at;
  }

  /** Rows as they come: a byte for the filter, then the samples. */
  private static final class Rows {
    private final int width;
    private final long expected;
    private long taken;
    private int toNextFilter;

    Rows(Png header) {
      this.width = 1 + header.shape().width() * header.shape().channels();
      this.expected = (long) width * header.shape().height();
    }

    /** False if a filter does not exist, or there are more rows than there should be. */
    boolean take(byte[] bytes, int length) {
      int at = toNextFilter;
      for (; at < length; at += width) {
        if (bytes[at] < 0 || bytes[at] >= FILTERS) {
          return false;
        }
      }
      toNextFilter = at - length;
      taken += length;
      return taken <= expected;
    }

    boolean areAll() {
      return taken == expected;
    }
  }
}
