package io.longshore.loadtest.load;

import io.longshore.domain.image.ImageFormat;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Small grey pictures whose classes differ in brightness and stripes; as PNG files. */
final class Pictures {
  static {
    ImageIO.setUseCache(false);
  }

  private final int side;

  Pictures(int side) {
    this.side = side;
  }

  /** The picture of a class; chance decides the noise over it. */
  byte[] png(int rank, Random random) {
    var image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int stripe = (rank % 2 == 0 ? x : y) / 3 % 2 == 0 ? 25 : -25;
        image.getRaster().setSample(x, y, 0, 50 + 40 * (rank % 5) + stripe + random.nextInt(20));
      }
    }
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // writing to memory
    }
    return bytes.toByteArray();
  }

  static String mediaType() {
    return ImageFormat.PNG.mediaType();
  }
}
