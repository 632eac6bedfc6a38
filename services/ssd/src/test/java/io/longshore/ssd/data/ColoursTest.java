package io.longshore.ssd.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Transforms that change colours where they are. */
class ColoursTest {
  private static final ImageShape PIXEL = new ImageShape(1, 1, 3);

  @Test
  void a_brighter_image_is_cut_at_white() {
    Canvas canvas = Views.canvas(new ImageShape(1, 3, 1), 0, 101, 200);

    Tones.brighten(canvas, 1.5);

    assertThat(Views.values(canvas)).containsExactly(0, 151, 255);
  }

  @Test
  void contrast_spreads_values_from_their_mean() {
    Canvas canvas = Views.canvas(new ImageShape(1, 3, 1), 90, 100, 113);

    Tones.contrast(canvas, 2);

    assertThat(Views.values(canvas)).containsExactly(79, 99, 125);
  }

  @Test
  void without_saturation_a_pixel_shows_its_luma() {
    byte[] view = Views.of(PIXEL, Views.bytes(100, 200, 50), new Grey(1), 1);

    assertThat(view).containsOnly((byte) Math.round(0.299 * 100 + 0.587 * 200 + 0.114 * 50));
  }

  @Test
  void saturation_moves_channels_away_from_luma() {
    Canvas canvas = Views.canvas(PIXEL, 100, 200, 50);

    Colour.saturate(canvas, 1.5);

    assertThat(Views.values(canvas)).containsExactly(73, 223, 0);
  }

  @Property
  void a_third_of_a_turn_permutes_the_channels(
      @ForAll byte red, @ForAll byte green, @ForAll byte blue) {
    Canvas canvas = Views.canvas(PIXEL, red, green, blue);

    Hue.turn(canvas, 1.0 / 3);

    assertThat(canvas.pixels()).containsExactly(blue, red, green);
  }

  @Test
  void a_sixth_of_a_turn_makes_red_yellow_and_back_makes_it_magenta() {
    Canvas there = Views.canvas(PIXEL, 250, 10, 10);
    Canvas back = Views.canvas(PIXEL, 250, 10, 10);

    Hue.turn(there, 1.0 / 6);
    Hue.turn(back, -1.0 / 6);

    assertThat(Views.values(there)).containsExactly(250, 250, 10);
    assertThat(Views.values(back)).containsExactly(250, 10, 250);
  }

  @Property
  void turning_the_hue_keeps_the_lightest_and_the_darkest(
      @ForAll byte red, @ForAll byte green, @ForAll byte blue, @ForAll long seed) {
    Canvas canvas = Views.canvas(PIXEL, red, green, blue);

    Hue.turn(canvas, new SplittableRandom(seed).nextDouble() - 0.5);

    int[] sorted = Views.values(canvas);
    Arrays.sort(sorted);
    int[] before = Views.values(Views.canvas(PIXEL, red, green, blue));
    Arrays.sort(before);
    assertThat(sorted[0]).isEqualTo(before[0]);
    assertThat(sorted[2]).isEqualTo(before[2]);
  }

  @Test
  void jitter_leaves_as_many_images_alone_as_it_says() {
    Jitter jitter = new Jitter(0.4, 0.4, 0.4, 0.1, 0.8);
    ImageShape shape = new ImageShape(2, 2, 3);
    byte[] image = Views.noise(shape, 3);
    int untouched = 0;

    for (int seed = 0; seed < 1000; seed++) {
      untouched += Arrays.equals(Views.of(shape, image, jitter, seed), image) ? 1 : 0;
    }

    assertThat(untouched).as("about a fifth").isBetween(150, 250);
  }

  @Test
  void brightness_is_drawn_from_both_sides_of_one_up_to_its_strength() {
    ImageShape pixel = new ImageShape(1, 1, 1);
    int darkest = 255;
    int lightest = 0;

    for (int seed = 0; seed < 500; seed++) {
      int value = Views.of(pixel, Views.bytes(100), Jitter.light(0.4, 0), seed)[0] & 0xff;
      darkest = Math.min(darkest, value);
      lightest = Math.max(lightest, value);
    }

    assertThat(darkest).isBetween(60, 62);
    assertThat(lightest).isBetween(138, 140);
  }

  @Test
  void there_are_24_orders_of_four_changes() {
    Set<List<Integer>> orders = new HashSet<>();

    for (int[] order : Jitter.orders()) {
      orders.add(Arrays.stream(order).boxed().toList());
    }

    assertThat(orders).hasSize(24).allSatisfy(o -> assertThat(o).contains(0, 1, 2, 3));
  }

  @Test
  void jitter_leaves_a_grey_image_its_hue_and_saturation() {
    ImageShape shape = new ImageShape(2, 2, 1);
    byte[] image = Views.noise(shape, 3);

    byte[] view = Views.of(shape, image, new Jitter(0, 0, 1, 0.5, 1), 1);

    assertThat(view).isEqualTo(image);
  }

  @Test
  void what_cannot_be_is_refused() {
    assertThatThrownBy(() -> new Jitter(0, 0, 2, 0, 1)).hasMessageContaining("[0, 1]: 0.0");
    assertThatThrownBy(() -> new Jitter(0, 0, 0, 0.6, 1)).hasMessageContaining("turns: 0.6");
    assertThatThrownBy(() -> new Grey(-1)).hasMessageContaining("not -1.0");
  }
}
