package io.longshore.ingest.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageFormat;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.image.Pixels;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageGuardAcceptanceTest {

  private static final ImageShape COLOUR = new ImageShape(Corpus.HEIGHT, Corpus.WIDTH, 3);
  private static final ImageShape GREY = new ImageShape(Corpus.HEIGHT, Corpus.WIDTH, 1);

  private final ImageGuard guard = guard(ImageLimits.DEFAULT);

  @Test
  void plain_files_go_on_as_the_bytes_that_came() {
    goesOnUntouched(Corpus.jpeg(Corpus.colours()), ImageFormat.JPEG, COLOUR);
    goesOnUntouched(Corpus.progressiveJpeg(Corpus.colours()), ImageFormat.JPEG, COLOUR);
    goesOnUntouched(Corpus.jpeg(Corpus.greys()), ImageFormat.JPEG, GREY);
    goesOnUntouched(Corpus.withExif(Corpus.jpeg(Corpus.colours()), 1), ImageFormat.JPEG, COLOUR);
    goesOnUntouched(Corpus.png(Corpus.colours()), ImageFormat.PNG, COLOUR);
    goesOnUntouched(Corpus.png(Corpus.greys()), ImageFormat.PNG, GREY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/png", "IMAGE/PNG; charset=x", "application/octet-stream", ""})
  void a_declared_type_that_agrees_or_says_nothing_is_accepted(String mediaType) {
    Verdict verdict = guard.judge(Submission.declared(Corpus.png(Corpus.colours()), mediaType));

    assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void a_preview_inside_a_jpeg_is_not_its_end() {
    byte[] jpeg = Corpus.jpeg(Corpus.colours());
    byte[] preview = Corpus.jpeg(Corpus.greys());
    byte[] segment =
        Corpus.concat(
            new byte[] {
              (byte) 0xff,
              (byte) 0xe2,
              (byte) ((preview.length + 2) >> 8),
              (byte) (preview.length + 2)
            },
            preview);

    byte[] both =
        Corpus.concat(
            new byte[] {(byte) 0xff, (byte) 0xd8},
            segment,
            Arrays.copyOfRange(jpeg, 2, jpeg.length));

    goesOnUntouched(both, ImageFormat.JPEG, COLOUR);
  }

  @Test
  void sixteen_bits_are_rounded_to_eight() {
    Verdict.Accepted accepted = accepted(Corpus.png(Corpus.deepGreys()));

    assertThat(accepted.changes()).containsExactly(Change.REDUCED_TO_8_BITS);
    assertThat(accepted.image().shape()).isEqualTo(GREY);
    assertThat(Pixels.of(accepted.image()))
        .isEqualTo(Pixels.of(image(Corpus.png(Corpus.greys()), GREY)));
  }

  @Test
  void one_bit_becomes_black_and_white_of_eight_bits() {
    Verdict.Accepted accepted = accepted(Corpus.png(Corpus.stripes()));

    assertThat(accepted.image().shape().channels()).isEqualTo(1);
    assertThat(accepted.changes()).containsExactly(Change.EXPANDED_TO_8_BITS);
    assertThat(Pixels.of(accepted.image())).startsWith(255, 0, 255, 0).endsWith(0, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void small_grey_samples_are_spread_over_the_whole_range(int bits) {
    int most = (1 << bits) - 1;
    byte[] png =
        Corpus.pngOf(
            Corpus.ihdr(1, 8 / bits, bits, 0),
            Corpus.idat(new byte[] {0, (byte) 0xff}),
            Corpus.iend());
    byte[] ramp =
        Corpus.pngOf(
            Corpus.ihdr(1, 2, bits, 0),
            Corpus.idat(new byte[] {0, (byte) (1 << (8 - 2 * bits))}),
            Corpus.iend());

    assertThat(Pixels.of(accepted(png).image())).containsOnly(255);
    assertThat(Pixels.of(accepted(ramp).image())).containsExactly(0, Math.round(255f / most));
  }

  @Test
  void transparency_is_laid_over_the_background() {
    Verdict.Accepted accepted = accepted(Corpus.png(Corpus.fading()));
    byte[] pixels = Pixels.of(accepted.image());

    assertThat(accepted.changes()).containsExactly(Change.ALPHA_FLATTENED);
    assertThat(pixels).startsWith(255, 255, 255, 255, 254, 254).endsWith(255, 0, 0);
  }

  @Test
  void the_background_can_be_chosen() {
    ImageGuard onBlue =
        new ImageGuard(
            ImageLimits.DEFAULT,
            new Background(0, 0, 255),
            new PixelBudget(25_000_000, Duration.ZERO));

    Verdict verdict = onBlue.judge(Submission.of(Corpus.png(Corpus.fading())));

    assertThat(Pixels.of(((Verdict.Accepted) verdict).image())).startsWith(0, 0, 255, 1, 0, 254);
  }

  @Test
  void a_palette_with_a_transparent_entry_becomes_colours() {
    Verdict.Accepted accepted = accepted(Corpus.png(Corpus.palette()));

    assertThat(accepted.changes()).containsExactly(Change.PALETTE_RESOLVED, Change.ALPHA_FLATTENED);
    assertThat(Pixels.of(accepted.image())).containsExactly(255, 0, 0, 255, 255, 255, 0, 0, 255);
  }

  @Test
  void grey_with_alpha_stays_grey() {
    byte[] png =
        Corpus.pngOf(
            Corpus.ihdr(1, 3, 8, 4),
            Corpus.idat(new byte[] {0, 100, (byte) 255, 100, 0, 0, (byte) 128}),
            Corpus.iend());

    Verdict.Accepted accepted = accepted(png);

    assertThat(accepted.image().shape()).isEqualTo(new ImageShape(1, 3, 1));
    assertThat(Pixels.of(accepted.image())).containsExactly(100, 255, 127);
  }

  @Test
  void one_colour_that_stands_for_transparent_is_laid_over_the_background() {
    byte[] rgb =
        Corpus.pngOf(
            Corpus.ihdr(1, 2, 8, 2),
            Corpus.chunk("tRNS", new byte[] {0, 1, 0, 2, 0, 3}),
            Corpus.idat(new byte[] {0, 1, 2, 3, 4, 5, 6}),
            Corpus.iend());
    byte[] grey =
        Corpus.pngOf(
            Corpus.ihdr(1, 2, 8, 0),
            Corpus.chunk("tRNS", new byte[] {0, 7}),
            Corpus.idat(new byte[] {0, 7, 8}),
            Corpus.iend());
    byte[] bits =
        Corpus.pngOf(
            Corpus.ihdr(1, 2, 4, 0),
            Corpus.chunk("tRNS", new byte[] {0, 1}),
            Corpus.idat(new byte[] {0, 0x12}),
            Corpus.iend());

    byte[] deep =
        Corpus.pngOf(
            Corpus.ihdr(1, 2, 16, 2),
            Corpus.chunk("tRNS", new byte[] {0, 1, 0, 2, 0, 3}),
            Corpus.idat(new byte[] {0, 0, 1, 0, 2, 0, 3, 4, 4, 5, 5, 6, 6}),
            Corpus.iend());

    assertThat(Pixels.of(accepted(deep).image())).containsExactly(255, 255, 255, 4, 5, 6);
    assertThat(Pixels.of(accepted(rgb).image())).containsExactly(255, 255, 255, 4, 5, 6);
    assertThat(Pixels.of(accepted(grey).image())).containsExactly(255, 8);
    assertThat(Pixels.of(accepted(bits).image())).containsExactly(255, 34);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8})
  void a_photograph_is_turned_as_its_exif_says(int orientation) {
    byte[] jpeg = Corpus.jpeg(Corpus.greys());
    byte[] stored = Pixels.of(image(jpeg, GREY));

    Verdict.Accepted accepted = accepted(Corpus.withExif(jpeg, orientation));

    assertThat(accepted.changes()).containsExactly(Change.TURNED_UPRIGHT);
    byte[] upright = Pixels.of(accepted.image());
    ImageShape shape = accepted.image().shape();
    for (int y = 0; y < shape.height(); y++) {
      for (int x = 0; x < shape.width(); x++) {
        // The EXIF specification says which stored edge is the visual top and which the visual left
        // side.
        int last = Corpus.HEIGHT - 1;
        int right = Corpus.WIDTH - 1;
        int row =
            switch (orientation) {
              case 2 -> y;
              case 3, 4 -> last - y;
              case 5, 8 -> x;
              default -> last - x;
            };
        int column =
            switch (orientation) {
              case 2, 3 -> right - x;
              case 4 -> x;
              case 5, 6 -> y;
              default -> right - y;
            };
        assertThat(upright[y * shape.width() + x]).isEqualTo(stored[row * Corpus.WIDTH + column]);
      }
    }
  }

  @Test
  void a_png_is_turned_as_its_exif_says() {
    byte[] png =
        Corpus.withChunk(Corpus.png(Corpus.colours()), Corpus.chunk("eXIf", Corpus.exif(3)));

    Verdict.Accepted accepted = accepted(png);

    byte[] upright = Pixels.of(accepted.image());
    assertThat(accepted.changes()).containsExactly(Change.TURNED_UPRIGHT);
    assertThat(upright).startsWith((Corpus.WIDTH - 1) * 15, (Corpus.HEIGHT - 1) * 20);
  }

  @Test
  void an_orientation_that_does_not_exist_counts_as_upright() {
    goesOnUntouched(Corpus.withExif(Corpus.jpeg(Corpus.colours()), 9), ImageFormat.JPEG, COLOUR);
  }

  @Test
  void a_turned_photograph_too_large_as_a_png_stays_a_jpeg() {
    BufferedImage noise = new BufferedImage(64, 32, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(1);
    for (int i = 0; i < 64 * 32; i++) {
      noise.setRGB(i % 64, i / 64, random.nextInt());
    }
    ImageGuard tight = guard(new ImageLimits(5_000, 100, 10_000));

    Verdict verdict = tight.judge(Submission.of(Corpus.withExif(Corpus.jpeg(noise), 6)));

    Image image = ((Verdict.Accepted) verdict).image();
    assertThat(image.format()).isEqualTo(ImageFormat.JPEG);
    assertThat(image.shape()).isEqualTo(new ImageShape(64, 32, 3));
  }

  @Property(tries = 60)
  void raw_pixels_and_their_png_are_the_same_image(
      @ForAll @IntRange(min = 1, max = 20) int height,
      @ForAll @IntRange(min = 1, max = 20) int width,
      @ForAll @IntRange(min = 0, max = 1) int colour,
      @ForAll long seed) {
    ImageShape shape = new ImageShape(height, width, colour == 1 ? 3 : 1);
    byte[] pixels = new byte[shape.size()];
    new Random(seed).nextBytes(pixels);

    Image raw = ((Verdict.Accepted) guard.judge(Submission.pixels(pixels, shape))).image();
    Image png = CanonicalFile.write(pixels, shape, ImageFormat.PNG, ImageLimits.DEFAULT);
    Verdict.Accepted accepted = accepted(png.bytes());

    assertThat(raw.bytes()).isSameAs(pixels);
    assertThat(accepted.changes()).isEmpty();
    assertThat(accepted.image().shape()).isEqualTo(shape);
    assertThat(Pixels.of(accepted.image())).isEqualTo(pixels);
  }

  @Property(tries = 40)
  void what_the_guard_has_made_it_lets_pass_untouched(
      @ForAll @IntRange(min = 1, max = 8) int orientation) {
    Image once = accepted(Corpus.withExif(Corpus.jpeg(Corpus.colours()), orientation)).image();

    Verdict.Accepted twice = accepted(once.bytes());

    assertThat(twice.changes()).isEmpty();
    assertThat(twice.image()).isEqualTo(once);
  }

  private void goesOnUntouched(byte[] file, ImageFormat format, ImageShape shape) {
    Verdict.Accepted accepted = accepted(file);

    assertThat(accepted.changes()).isEmpty();
    assertThat(accepted.image().format()).isEqualTo(format);
    assertThat(accepted.image().shape()).isEqualTo(shape);
    assertThat(accepted.image().bytes()).isSameAs(file);
  }

  private Verdict.Accepted accepted(byte[] file) {
    Verdict verdict = guard.judge(Submission.of(file));

    assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
    return (Verdict.Accepted) verdict;
  }

  private static Image image(byte[] file, ImageShape shape) {
    return new Image((file[0] & 0xff) == 0xff ? ImageFormat.JPEG : ImageFormat.PNG, shape, file);
  }

  private static ImageGuard guard(ImageLimits limits) {
    return new ImageGuard(
        limits, Background.WHITE, new PixelBudget(25_000_000, Duration.ofSeconds(5)));
  }
}
