package io.longshore.ssd.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ResizedCropTest {
  private static final ImageShape SHAPE = new ImageShape(8, 6, 3);

  @Test
  void the_whole_image_stays_as_it_is() {
    byte[] image = Views.noise(SHAPE, 1);
    Canvas canvas = new Canvas(SHAPE);
    canvas.load(image, 0);

    Stretch.bilinear(canvas, 0, 0, 8, 6);

    assertThat(canvas.pixels()).isEqualTo(image);
  }

  @Test
  void two_pixels_become_four_with_a_slope_between_them() {
    Canvas canvas = Views.canvas(new ImageShape(1, 4, 1), 9, 100, 200, 9);

    Stretch.bilinear(canvas, 0, 1, 1, 2);

    assertThat(Views.values(canvas)).containsExactly(100, 125, 175, 200);
  }

  @Test
  void rows_are_stretched_like_columns_and_colours_stay_apart() {
    Canvas canvas = Views.canvas(new ImageShape(4, 1, 3), 9, 9, 9, 100, 0, 7, 200, 0, 7, 9, 9, 9);

    Stretch.bilinear(canvas, 1, 0, 2, 1);

    assertThat(Views.values(canvas)).containsExactly(100, 0, 7, 125, 0, 7, 175, 0, 7, 200, 0, 7);
  }

  @Property(tries = 200)
  void an_even_image_stays_even(@ForAll byte value, @ForAll long seed) {
    byte[] image = new byte[SHAPE.bytes()];
    Arrays.fill(image, value);

    byte[] view = Views.of(SHAPE, image, ResizedCrop.ofArea(0.08), seed);

    assertThat(view).isEqualTo(image);
  }

  @Property(tries = 200)
  void a_view_shows_nothing_brighter_or_darker_than_the_image(@ForAll long seed) {
    byte[] image = new byte[SHAPE.bytes()];
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < image.length; i++) {
      image[i] = (byte) random.nextInt(90, 110);
    }

    byte[] view = Views.of(SHAPE, image, ResizedCrop.ofArea(0.08), seed);

    for (byte pixel : view) {
      assertThat(pixel).isBetween((byte) 90, (byte) 109);
    }
  }

  @Test
  void a_crop_of_all_the_area_of_a_square_is_all_of_it() {
    ImageShape square = new ImageShape(5, 5, 1);
    byte[] image = Views.noise(square, 1);

    byte[] view = Views.of(square, image, new ResizedCrop(1, 1, 1, 1), 1);

    assertThat(view).isEqualTo(image);
  }

  @Test
  void where_no_part_fits_the_middle_is_taken() {
    ImageShape wide = new ImageShape(1, 9, 1);
    byte[] image = Views.bytes(0, 0, 0, 0, 50, 0, 0, 0, 0);

    byte[] view = Views.of(wide, image, new ResizedCrop(1, 1, 1, 1), 1);

    assertThat(view).containsOnly((byte) 50);
  }

  @Test
  void parts_lie_everywhere_and_cover_the_area_asked_for() {
    int size = 40;
    ImageShape square = new ImageShape(size, size, 1);
    byte[] slope = new byte[size * size];
    for (int i = 0; i < slope.length; i++) {
      slope[i] = (byte) (i % size);
    }
    int widest = 0;
    int narrowest = size;

    for (int seed = 0; seed < 300; seed++) {
      byte[] view = Views.of(square, slope, new ResizedCrop(0.25, 0.25, 0.5, 2), seed);
      int seen = view[size - 1] - view[0] + 1;
      widest = Math.max(widest, seen);
      narrowest = Math.min(narrowest, seen);
    }

    // sqrt(0.25 * 0.5) and sqrt(0.25 * 2) of the side
    assertThat(narrowest).isBetween(14, 15);
    assertThat(widest).isBetween(27, 28);
  }

  @Test
  void what_cannot_be_is_refused() {
    assertThatThrownBy(() -> new ResizedCrop(0, 1, 1, 1)).hasMessageContaining("(0, 1]: 0.0 to 1");
    assertThatThrownBy(() -> new ResizedCrop(1, 1, 2, 1)).hasMessageContaining("rise: 2.0 to 1.0");
  }
}
