package io.longshore.ingest.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Good, bad and hostile image files, made on the spot. */
final class Corpus {

  static final int HEIGHT = 12;
  static final int WIDTH = 16;

  private Corpus() {}

  /** A colour picture with no symmetry. */
  static BufferedImage colours() {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        image.setRGB(x, y, (x * 15) << 16 | (y * 20) << 8 | (x + y) * 8);
      }
    }
    return image;
  }

  static BufferedImage greys() {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        image.getRaster().setSample(x, y, 0, x * 16 + y);
      }
    }
    return image;
  }

  /** Grey samples of 16 bits: each is 257 times the sample of {@link #greys()}, plus 3. */
  static BufferedImage deepGreys() {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_USHORT_GRAY);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        image.getRaster().setSample(x, y, 0, Math.min(65535, (x * 16 + y) * 257 + 3));
      }
    }
    return image;
  }

  /** Red, fading from transparent on the left to opaque on the right. */
  static BufferedImage fading() {
    BufferedImage image = new BufferedImage(256, 1, BufferedImage.TYPE_INT_ARGB);
    for (int x = 0; x < 256; x++) {
      image.setRGB(x, 0, x << 24 | 0xff0000);
    }
    return image;
  }

  /** Black and white stripes, one bit a pixel. */
  static BufferedImage stripes() {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_BINARY);
    for (int x = 0; x < WIDTH; x += 2) {
      image.setRGB(x, 0, 0xffffff);
    }
    return image;
  }

  /** Red, transparent green and blue in turn, from a palette. */
  static BufferedImage palette() {
    byte[] red = {(byte) 255, 0, 0};
    byte[] green = {0, (byte) 255, 0};
    byte[] blue = {0, 0, (byte) 255};
    byte[] alpha = {(byte) 255, 0, (byte) 255};
    IndexColorModel model = new IndexColorModel(8, 3, red, green, blue, alpha);
    BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_BYTE_INDEXED, model);
    for (int x = 0; x < 3; x++) {
      image.getRaster().setSample(x, 0, 0, x);
    }
    return image;
  }

  static byte[] png(BufferedImage image) {
    return encode(image, "png", "");
  }

  static byte[] jpeg(BufferedImage image) {
    return encode(image, "jpeg", "");
  }

  static byte[] progressiveJpeg(BufferedImage image) {
    return encode(image, "jpeg", "progressive");
  }

  static byte[] file(BufferedImage image, String format) {
    return encode(image, format, "");
  }

  /** A JPEG whose frame header says four components. */
  static byte[] cmykJpeg() {
    ColorModel model =
        new ComponentColorModel(
            new FourInks(), false, false, ColorModel.OPAQUE, DataBuffer.TYPE_BYTE);
    WritableRaster raster = model.createCompatibleWritableRaster(WIDTH, HEIGHT);
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    return write(writer, new IIOImage(raster, null, null), writer.getDefaultWriteParam());
  }

  /** The JPEG with an EXIF segment that holds nothing but this orientation. */
  static byte[] withExif(byte[] jpeg, int orientation) {
    byte[] tiff = exif(orientation);
    byte[] segment =
        ByteBuffer.allocate(4 + 6 + tiff.length)
            .putShort((short) 0xffe1)
            .putShort((short) (2 + 6 + tiff.length))
            .put(latin1("Exif\0\0"))
            .put(tiff)
            .array();
    return concat(Arrays.copyOf(jpeg, 2), segment, Arrays.copyOfRange(jpeg, 2, jpeg.length));
  }

  /** A TIFF structure with one directory of one entry: the orientation. */
  static byte[] exif(int orientation) {
    return ByteBuffer.allocate(26)
        .put(latin1("MM\0*"))
        .putInt(8)
        .putShort((short) 1)
        .putShort((short) 0x0112)
        .putShort((short) 3)
        .putInt(1)
        .putShort((short) orientation)
        .putShort((short) 0)
        .putInt(0)
        .array();
  }

  /** The JPEG with another height and width in its frame header. */
  static byte[] resized(byte[] jpeg, int height, int width) {
    byte[] patched = jpeg.clone();
    for (int i = 2; i < jpeg.length - 8; i++) {
      boolean frame =
          (jpeg[i] & 0xff) == 0xff
              && ((jpeg[i + 1] & 0xff) == 0xc0 || (jpeg[i + 1] & 0xff) == 0xc2);
      if (frame) {
        ByteBuffer.wrap(patched).putShort(i + 5, (short) height).putShort(i + 7, (short) width);
        return patched;
      }
    }
    throw new IllegalArgumentException("no frame header");
  }

  /** A PNG of these chunks, with right checksums. */
  static byte[] pngOf(byte[]... chunks) {
    byte[] signature = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    return concat(signature, concat(chunks));
  }

  static byte[] chunk(String type, byte[] data) {
    byte[] typed = concat(latin1(type), data);
    CRC32 crc = new CRC32();
    crc.update(typed);
    return ByteBuffer.allocate(8 + typed.length)
        .putInt(data.length)
        .put(typed)
        .putInt((int) crc.getValue())
        .array();
  }

  static byte[] ihdr(int height, int width, int bitDepth, int colourType) {
    byte[] data =
        ByteBuffer.allocate(13)
            .putInt(width)
            .putInt(height)
            .put((byte) bitDepth)
            .put((byte) colourType)
            .put(new byte[3])
            .array();
    return chunk("IHDR", data);
  }

  /** The pixel chunk: rows as they are, each behind its filter byte. */
  static byte[] idat(byte[] filteredRows) {
    ByteArrayOutputStream deflated = new ByteArrayOutputStream();
    try (var deflater = new DeflaterOutputStream(deflated)) {
      deflater.write(filteredRows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return chunk("IDAT", deflated.toByteArray());
  }

  static byte[] iend() {
    return chunk("IEND", new byte[0]);
  }

  /** The PNG with one more chunk after its header. */
  static byte[] withChunk(byte[] png, byte[] chunk) {
    int afterHeader = 8 + 25;
    return concat(
        Arrays.copyOf(png, afterHeader), chunk, Arrays.copyOfRange(png, afterHeader, png.length));
  }

  static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] encode(BufferedImage image, String format, String mode) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ImageWriteParam how = writer.getDefaultWriteParam();
    if (mode.equals("progressive")) {
      how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    }
    return write(writer, new IIOImage(image, null, null), how);
  }

  private static byte[] write(ImageWriter writer, IIOImage image, ImageWriteParam how) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var output = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(output);
      writer.write(null, image, how);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** Enough of a four-component colour space to make a raster of it. */
  private static final class FourInks extends ColorSpace {

    private static final long serialVersionUID = 1L;

    FourInks() {
      super(ColorSpace.TYPE_CMYK, 4);
    }

    @Override
    public float[] toRGB(float[] inks) {
      return new float[3];
    }

    @Override
    public float[] fromRGB(float[] rgb) {
      return new float[4];
    }

    @Override
    public float[] toCIEXYZ(float[] inks) {
      return new float[3];
    }

    @Override
    public float[] fromCIEXYZ(float[] xyz) {
      return new float[4];
    }
  }
}
