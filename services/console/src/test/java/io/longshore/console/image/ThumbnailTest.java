package io.longshore.console.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageFormat;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.image.UnreadableImageException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ThumbnailTest {
  private final Thumbnail thumbnail = new Thumbnail(100_000, 10_000);

  @Test
  void a_small_image_keeps_its_pixels_whatever_it_travelled_in() throws IOException {
    byte[] grey = {0, 64, (byte) 128, (byte) 255};
    byte[] colours = {10, 20, 30, (byte) 200, (byte) 150, 100};

    BufferedImage one = shown(Image.ofPixels(new ImageShape(2, 2, 1), grey), 96);
    BufferedImage other = shown(Image.ofPixels(new ImageShape(1, 2, 3), colours), 96);

    assertThat(one.getRaster().getSample(0, 1, 0)).isEqualTo(128);
    assertThat(other.getRGB(1, 0) & 0xffffff).isEqualTo((200 << 16) | (150 << 8) | 100);
  }

  @Test
  void what_somebody_hid_in_a_file_is_not_in_the_picture() throws IOException {
    byte[] secret = "<script>alert(1)</script>".getBytes(StandardCharsets.ISO_8859_1);
    byte[] png = png(20, 10);
    byte[] sent = Arrays.copyOf(png, png.length + secret.length);
    System.arraycopy(secret, 0, sent, png.length, secret.length);

    byte[] served = thumbnail.png(new Image(ImageFormat.PNG, new ImageShape(10, 20, 1), sent), 96);

    assertThat(new String(served, StandardCharsets.ISO_8859_1)).doesNotContain("script");
    assertThat(ImageIO.read(new ByteArrayInputStream(served)).getWidth()).isEqualTo(20);
  }

  @Test
  void an_image_that_is_larger_than_its_record_says_is_refused_before_it_is_decoded()
      throws IOException {
    var image = new Image(ImageFormat.PNG, new ImageShape(10, 20, 1), png(3_000, 3_000));

    assertThatThrownBy(() -> new Thumbnail(10_000_000, 10_000).png(image, 96))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessageContaining("its record says 10x20x1");
  }

  @Test
  void an_image_of_too_many_bytes_or_pixels_is_refused() {
    var bytes = new Image(ImageFormat.JPEG, new ImageShape(10, 10, 3), new byte[100_001]);
    var pixels = new Image(ImageFormat.JPEG, new ImageShape(101, 100, 3), new byte[1]);

    assertThatThrownBy(() -> thumbnail.png(bytes, 96))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessageContaining("too large");
    assertThatThrownBy(() -> thumbnail.png(pixels, 96))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessageContaining("too large");
  }

  @Test
  void bytes_that_are_no_image_are_refused() {
    byte[] noise = new byte[1_000];
    new Random(1).nextBytes(noise);

    for (ImageFormat format : new ImageFormat[] {ImageFormat.JPEG, ImageFormat.PNG}) {
      var image = new Image(format, new ImageShape(10, 10, 3), noise);
      assertThatThrownBy(() -> thumbnail.png(image, 96))
          .isInstanceOf(UnreadableImageException.class);
    }
  }

  @Property
  void the_longer_side_is_as_asked_or_less_and_the_shape_is_kept(
      @ForAll @IntRange(min = 1, max = 5_000) int height,
      @ForAll @IntRange(min = 1, max = 5_000) int width,
      @ForAll @IntRange(min = 16, max = 256) int side) {
    ImageShape small = Thumbnail.within(new ImageShape(height, width, 3), side);

    assertThat(Math.max(small.height(), small.width()))
        .isEqualTo(Math.min(side, Math.max(height, width)));
    assertThat(Math.abs((double) small.height() * width - (double) small.width() * height))
        .isLessThanOrEqualTo(Math.max(height, width));
  }

  private BufferedImage shown(Image image, int side) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(thumbnail.png(image, side)));
  }

  private static byte[] png(int width, int height) throws IOException {
    var file = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY), "png", file);
    return file.toByteArray();
  }
}
