package io.longshore.ingest.image;

import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageFormat;
import io.longshore.domain.image.ImageShape;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes canonical pixels as a file again. */
final class CanonicalFile {

  private static final float JPEG_QUALITY = 0.95f;

  private CanonicalFile() {}

  /**
   * A PNG, which loses nothing; or a JPEG of high quality where the image came as a JPEG and the
   * PNG would be too large, as a photograph's is.
   *
   * @throws Refusal when it does not fit the limit
   */
  static Image write(byte[] pixels, ImageShape shape, ImageFormat cameAs, ImageLimits limits) {
    BufferedImage image = buffered(pixels, shape);
    byte[] png = encode(image, ImageFormat.PNG);
    if (png.length > limits.bytes() && cameAs == ImageFormat.JPEG) {
      byte[] jpeg = encode(image, ImageFormat.JPEG);
      limits.checkBytes(jpeg.length);
      return new Image(ImageFormat.JPEG, shape, jpeg);
    }
    limits.checkBytes(png.length);
    return new Image(ImageFormat.PNG, shape, png);
  }

  private static BufferedImage buffered(byte[] pixels, ImageShape shape) {
    int channels = shape.channels();
    int[] offsets = channels == 1 ? new int[] {0} : new int[] {0, 1, 2};
    ColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(channels == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB),
            false,
            false,
            ColorModel.OPAQUE,
            DataBuffer.TYPE_BYTE);
    var raster =
        Raster.createInterleavedRaster(
            new DataBufferByte(pixels, pixels.length),
            shape.width(),
            shape.height(),
            shape.width() * channels,
            channels,
            offsets,
            null);
    return new BufferedImage(model, raster, false, null);
  }

  private static byte[] encode(BufferedImage image, ImageFormat format) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format.name()).next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var output = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      if (format == ImageFormat.JPEG) {
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(JPEG_QUALITY);
      }
      writer.setOutput(output);
      writer.write(null, new IIOImage(image, null, null), how);
    } catch (IOException e) {
      throw new UncheckedIOException("writing a " + format + " to memory", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
