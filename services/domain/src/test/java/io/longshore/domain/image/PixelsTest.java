package io.longshore.domain.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PixelsTest {

  @Test
  void raw_pixels_are_the_bytes_themselves() {
    byte[] pixels = random(new ImageShape(4, 3, 3));

    assertThat(Pixels.of(Image.ofPixels(new ImageShape(4, 3, 3), pixels))).isSameAs(pixels);
  }

  @Test
  void a_grey_png_gives_back_every_level() throws IOException {
    var shape = new ImageShape(16, 16, 1);
    byte[] levels = new byte[256];
    var drawn = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 256; i++) {
      levels[i] = (byte) i;
      drawn.getRaster().setSample(i % 16, i / 16, 0, i);
    }

    assertThat(Pixels.of(new Image(ImageFormat.PNG, shape, encoded(drawn, "png"))))
        .containsExactly(levels);
  }

  @Test
  void a_colour_png_gives_back_every_channel() throws IOException {
    var shape = new ImageShape(5, 7, 3);
    byte[] pixels = random(shape);

    assertThat(Pixels.of(new Image(ImageFormat.PNG, shape, encoded(drawn(shape, pixels), "png"))))
        .containsExactly(pixels);
  }

  @Test
  void a_jpeg_is_close_to_what_was_drawn() throws IOException {
    var shape = new ImageShape(16, 16, 3);
    byte[] flat = new byte[shape.size()];
    Arrays.fill(flat, (byte) 90);

    byte[] pixels =
        Pixels.of(new Image(ImageFormat.JPEG, shape, encoded(drawn(shape, flat), "jpeg")));

    for (byte pixel : pixels) {
      assertThat(pixel & 0xff).isBetween(87, 93);
    }
  }

  @Test
  void another_shape_is_made_on_the_way() {
    var shape = new ImageShape(4, 4, 1);

    assertThat(Pixels.of(Image.ofPixels(shape, random(shape)), new ImageShape(2, 2, 3)))
        .hasSize(12);
  }

  @Test
  void broken_bytes_are_refused_by_format() {
    var image = new Image(ImageFormat.PNG, new ImageShape(2, 2, 1), new byte[] {1, 2, 3});

    assertThatThrownBy(() -> Pixels.of(image))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessageContaining("PNG");
  }

  @Test
  void bytes_of_another_shape_than_the_record_says_are_refused() throws IOException {
    var shape = new ImageShape(5, 7, 3);
    byte[] png = encoded(drawn(shape, random(shape)), "png");

    assertThatThrownBy(() -> Pixels.of(new Image(ImageFormat.PNG, new ImageShape(7, 5, 3), png)))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessageContaining("5 x 7");
  }

  private static byte[] random(ImageShape shape) {
    byte[] pixels = new byte[shape.size()];
    new Random(3).nextBytes(pixels);
    return pixels;
  }

  private static BufferedImage drawn(ImageShape shape, byte[] pixels) {
    var drawn = new BufferedImage(shape.width(), shape.height(), BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < shape.pixels(); i++) {
      int rgb =
          ((pixels[3 * i] & 0xff) << 16)
              | ((pixels[3 * i + 1] & 0xff) << 8)
              | (pixels[3 * i + 2] & 0xff);
      drawn.setRGB(i % shape.width(), i / shape.width(), rgb);
    }
    return drawn;
  }

  private static byte[] encoded(BufferedImage image, String format) throws IOException {
    var out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, out)).isTrue();
    return out.toByteArray();
  }
}
