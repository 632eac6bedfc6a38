package io.longshore.ingest.image;

import com.drew.lang.ByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import java.util.Arrays;

/** The one thing that EXIF data is read for here: which way is up. */
final class Exif {

  private Exif() {}

  /**
   * Reads the orientation from the TIFF structure that JPEG and PNG carry alike.
   *
   * @throws Refusal when the structure cannot be read, since the image might then be learned from
   *     lying on its side
   */
  static Orientation orientation(byte[] file, int from, int to) {
    Metadata metadata = new Metadata();
    try {
      new ExifReader().extract(new ByteArrayReader(Arrays.copyOfRange(file, from, to)), metadata);
    } catch (RuntimeException e) {
      throw Refusal.broken("its EXIF data cannot be read (" + e + ")");
    }
    ExifIFD0Directory main = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
    Integer value = main == null ? null : main.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
    return value == null ? Orientation.UPRIGHT : Orientation.ofExif(value);
  }
}
