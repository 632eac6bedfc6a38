package io.longshore.domain.image;

/** An image row by row, as interleaved 8-bit channels. */
interface PixelRows {

  /** Fills an array of width x channels with a row, counted from 0 at the top. */
  void read(int y, byte[] row);

  /** Those of an image that lies there as a whole. */
  static PixelRows of(byte[] pixels) {
    return (y, row) -> System.arraycopy(pixels, y * row.length, row, 0, row.length);
  }
}
