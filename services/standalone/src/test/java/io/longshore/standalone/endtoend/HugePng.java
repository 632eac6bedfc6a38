package io.longshore.standalone.endtoend;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** Black PNGs: a few kilobytes for megabytes of pixels. */
public final class HugePng {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final byte RGB = 2;
  private static final byte RGBA = 6;

  private HugePng() {}

  /** Of the kind that takes most memory a pixel: four channels of 16 bits. */
  public static byte[] square(int side) {
    return square(side, (byte) 16, RGBA, 8);
  }

  /** Of the kind that ingest makes of others: three channels of 8 bits. */
  public static byte[] canonical(int side) {
    return square(side, (byte) 8, RGB, 3);
  }

  private static byte[] square(int side, byte bits, byte colour, int bytesPerPixel) {
    try {
      var header = new ByteArrayOutputStream();
      var fields = new DataOutputStream(header);
      fields.writeInt(side);
      fields.writeInt(side);
      fields.write(new byte[] {bits, colour, 0, 0, 0}); // deflate, adaptive, not interlaced
      var pixels = new ByteArrayOutputStream();
      try (var deflated = new DeflaterOutputStream(pixels)) {
        byte[] row = new byte[1 + side * bytesPerPixel];
        for (int y = 0; y < side; y++) {
          deflated.write(row);
        }
      }
      var file = new ByteArrayOutputStream();
      file.write(SIGNATURE);
      chunk(file, "IHDR", header.toByteArray());
      chunk(file, "IDAT", pixels.toByteArray());
      chunk(file, "IEND", new byte[0]);
      return file.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
  }

  private static void chunk(ByteArrayOutputStream file, String type, byte[] content)
      throws IOException {
    var check = new CRC32();
    check.update(type.getBytes(US_ASCII));
    check.update(content);
    var out = new DataOutputStream(file);
    out.writeInt(content.length);
    out.write(type.getBytes(US_ASCII));
    out.write(content);
    out.writeInt((int) check.getValue());
  }
}
