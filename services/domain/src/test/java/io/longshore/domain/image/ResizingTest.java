package io.longshore.domain.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ResizingTest {

  @Test
  void halving_averages_with_a_triangle_twice_as_wide() {
    byte[] row = {0, 0, (byte) 200, (byte) 200};

    byte[] halved = Resizing.resize(row, new ImageShape(1, 4, 1), new ImageShape(1, 2, 1));

    // Taps 3/8, 3/8, 1/8 at the border, where the fourth falls outside: 25/0.875 of 200.
    assertThat(halved).containsExactly((byte) 29, (byte) 171);
  }

  @Test
  void doubling_interpolates() {
    byte[] row = {0, 100};

    byte[] doubled = Resizing.resize(row, new ImageShape(1, 2, 1), new ImageShape(1, 4, 1));

    assertThat(doubled).containsExactly((byte) 0, (byte) 25, (byte) 75, (byte) 100);
  }

  @Test
  void grey_becomes_three_equal_channels_and_colour_becomes_luma() {
    byte[] colour =
        Resizing.resize(new byte[] {(byte) 130}, new ImageShape(1, 1, 1), new ImageShape(1, 1, 3));
    byte[] grey =
        Resizing.resize(
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

    byte[] resized = Resizing.resize(flat, shape, new ImageShape(to, 3, 3));

    assertThat(resized).hasSize(to * 9).containsOnly((byte) level);
  }

  @Property(tries = 50)
  void its_own_shape_changes_nothing(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int side) {
    var shape = new ImageShape(side, side, 3);
    byte[] pixels = new byte[shape.size()];
    new Random(seed).nextBytes(pixels);

    assertThat(Resizing.resize(pixels, shape, shape)).containsExactly(pixels);
  }
}
