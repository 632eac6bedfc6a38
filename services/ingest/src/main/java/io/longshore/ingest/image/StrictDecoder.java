package io.longshore.ingest.image;

import io.longshore.domain.image.ImageFormat;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes with the reader of the one format that the guard has found, never by asking every reader
 * in turn, and takes every warning for what it is: a JPEG cut off in its scan decodes with grey
 * filler and nothing but a warning.
 */
final class StrictDecoder {

  private StrictDecoder() {}

  /**
   * @throws Refusal when the decoder fails, warns, or finds another size than the header
   */
  static BufferedImage decode(byte[] bytes, ImageHeader header) {
    List<String> warnings = new ArrayList<>();
    ImageReader reader = reader(header.format());
    try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
      reader.setInput(input, true, true);
      BufferedImage decoded = reader.read(0);
      if (!warnings.isEmpty()) {
        throw Refusal.broken("the decoder warns: " + String.join("; ", warnings));
      }
      if (decoded.getHeight() != header.shape().height()
          || decoded.getWidth() != header.shape().width()) {
        throw Refusal.broken("it decodes to another size than its header says");
      }
      return decoded;
    } catch (Refusal e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw Refusal.broken("it cannot be decoded (" + e.getMessage() + ")");
    } finally {
      reader.dispose();
    }
  }

  private static ImageReader reader(ImageFormat format) {
    return ImageIO.getImageReadersByFormatName(format.name().toLowerCase(Locale.ROOT)).next();
  }
}
