package io.longshore.scorer.http;

import io.longshore.domain.image.UnreadableImageException;

/**
 * Which way is up, from the first directory of EXIF data.
 *
 * @see <a href="https://www.cipa.jp/std/documents/e/DC-X008-Translation-2019-E.pdf">Exif 2.32,
 *     4.6.4</a>
 */
final class ExifOrientation {
  private static final int ORIENTATION = 0x0112;
  private static final int UPRIGHT = 1;
  private static final int ENTRY = 12;

  private ExifOrientation() {}

  /**
   * Refuses an image that lies on its side, or that cannot be told from one.
   *
   * @param from where the TIFF structure begins
   * @param to where it ends
   */
  static void requireUpright(FileBytes file, int from, int to) {
    var tiff = new Tiff(file, file.has(from, "II"));
    if (!tiff.lowestFirst() && !file.has(from, "MM")) {
      throw unreadable();
    }
    int at = from + tiff.number(from + 4, 4);
    if (at < from || at > to - 2) {
      throw unreadable();
    }
    int entries = tiff.number(at, 2);
    for (int entry = at + 2; entries > 0 && entry <= to - ENTRY; entry += ENTRY, entries--) {
      if (tiff.number(entry, 2) == ORIENTATION && tiff.number(entry + 8, 2) != UPRIGHT) {
        throw new UnreadableImageException(
            "its EXIF data say that it lies turned (orientation %d); save it upright"
                .formatted(tiff.number(entry + 8, 2)));
      }
    }
  }

  private static UnreadableImageException unreadable() {
    return new UnreadableImageException("its EXIF data cannot be read; save it without");
  }

  /** Numbers in the order of bytes that the file has chosen. */
  private record Tiff(FileBytes file, boolean lowestFirst) {

    int number(int at, int size) {
      int number = 0;
      for (int i = 0; i < size; i++) {
        number = number << 8 | file.unsignedByte(lowestFirst ? at + size - 1 - i : at + i);
      }
      return number;
    }
  }
}
