package io.longshore.datasets;

import io.longshore.domain.image.ImageShape;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * An array of unsigned bytes in the IDX layout of the MNIST family: two zero bytes, the type 0x08,
 * the number of dimensions, each dimension as a big-endian int, then the values.
 */
final class Idx {

  private static final int UNSIGNED_BYTES = 0x0800;

  private final MappedBytes bytes;
  private final int[] dimensions;
  private final int header;

  private Idx(MappedBytes bytes, int[] dimensions, int header) {
    this.bytes = bytes;
    this.dimensions = dimensions;
    this.header = header;
  }

  /**
   * Opens an uncompressed IDX file.
   *
   * @param rank how many dimensions are expected: 1 for labels, 3 for grey images
   * @throws DatasetException when the file is of another kind, cut off, or longer than it says
   */
  static Idx open(Path file, int rank) {
    MappedBytes bytes = MappedBytes.open(file);
    int header = Integer.BYTES * (1 + rank);
    if (bytes.size() < header || bytes.bigEndianInt(0) != (UNSIGNED_BYTES | rank)) {
      throw new DatasetException(
          file + " is not an IDX file of unsigned bytes with " + rank + " dimension(s)");
    }
    int[] dimensions = new int[rank];
    long size = 1;
    for (int d = 0; d < rank; d++) {
      dimensions[d] = bytes.bigEndianInt(Integer.BYTES * (1 + d));
      size = dimensions[d] < 0 ? -1 : size * dimensions[d];
      if (size < 0 || size > bytes.size()) {
        break;
      }
    }
    if (size != bytes.size() - header) {
      throw new DatasetException(
          file
              + " says it holds "
              + Arrays.toString(dimensions)
              + " values but has "
              + (bytes.size() - header)
              + "; it was cut off or altered");
    }
    return new Idx(bytes, dimensions, header);
  }

  /** The first dimension. */
  int count() {
    return dimensions[0];
  }

  /** A value of a one-dimensional file. */
  int value(int place) {
    return bytes.unsignedByte(header + place);
  }

  /** A copy of one grey image of a three-dimensional file. */
  Payload.Pixels image(int place) {
    ImageShape shape = new ImageShape(dimensions[1], dimensions[2], 1);
    return new Payload.Pixels(shape, bytes.slice(header + place * shape.size(), shape.size()));
  }
}
