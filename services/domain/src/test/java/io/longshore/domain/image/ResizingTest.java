package io.longshore.domain.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ResizingTest {

  @Test
  void halving_averages_with_a_triangle_twice_as_wide() {
    byte[] row = {0, 0, (byte) 200, (byte) 200};

    byte[] halved = resize(row, new ImageShape(1, 4, 1), new ImageShape(1, 2, 1));

    // Taps 3/8, 3/8, 1/8 at the border, where the fourth falls outside: 25/0.875 of 200.
    assertThat(halved).containsExactly((byte) 29, (byte) 171);
  }

  @Test
  void doubling_interpolates() {
    byte[] row = {0, 100};

    byte[] doubled = resize(row, new ImageShape(1, 2, 1), new ImageShape(1, 4, 1));

    assertThat(doubled).containsExactly((byte) 0, (byte) 25, (byte) 75, (byte) 100);
  }

  @Test
  void grey_becomes_three_equal_channels_and_colour_becomes_luma() {
    byte[] colour =
        resize(new byte[] {(byte) 130}, new ImageShape(1, 1, 1), new ImageShape(1, 1, 3));
    byte[] grey =
        resize(
            new byte[] {(byte) 255, 0, (byte) 100},
            new ImageShape(1, 1, 3),
            new ImageShape(1, 1, 1));

    assertThat(colour).containsOnly((byte) 130);
    assertThat(grey).containsExactly((byte) Math.round(0.299 * 255 + 0.114 * 100));
  }

  @Property(tries = 100)
  void a_flat_image_stays_flat(
      @ForAll @IntRange(max = 255) int level,
      @ForAll @IntRange(min = 1, max = 40) int from,
      @ForAll @IntRange(min = 1, max = 40) int to) {
    var shape = new ImageShape(from, 2 * from, 3);
    byte[] flat = new byte[shape.size()];
    java.util.Arrays.fill(flat, (byte) level);

    byte[] resized = resize(flat, shape, new ImageShape(to, 3, 3));

    assertThat(resized).hasSize(to * 9).containsOnly((byte) level);
  }

  @Property(tries = 50)
  void its_own_shape_changes_nothing(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int side) {
    var shape = new ImageShape(side, side, 3);
    byte[] pixels = new byte[shape.size()];
    new Random(seed).nextBytes(pixels);

    assertThat(resize(pixels, shape, shape)).containsExactly(pixels);
  }

  @Property(tries = 100)
  void rows_that_are_read_one_by_one_give_what_the_whole_image_gives(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 30) int height,
      @ForAll @IntRange(min = 1, max = 30) int width,
      @ForAll @IntRange(min = 1, max = 30) int to) {
    var from = new ImageShape(height, width, 3);
    var wanted = new ImageShape(to, 31 - to, 3);
    byte[] pixels = new byte[from.size()];
    new Random(seed).nextBytes(pixels);

    byte[] wide = resize(pixels, from, new ImageShape(height, wanted.width(), 3));
    byte[] both = resize(pixels, from, wanted);

    // Across alone, then down alone, is rounded twice: no value is further off than that.
    byte[] twice = resize(wide, new ImageShape(height, wanted.width(), 3), wanted);
    for (int i = 0; i < both.length; i++) {
      assertThat(both[i] & 0xff).isCloseTo(twice[i] & 0xff, within(1));
    }
  }

  private static byte[] resize(byte[] pixels, ImageShape from, ImageShape to) {
    return Resizing.resize(PixelRows.of(pixels), from, to);
  }
}
