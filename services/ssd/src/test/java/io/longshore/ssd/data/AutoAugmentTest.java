package io.longshore.ssd.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class AutoAugmentTest {
  private static final ImageShape ROW = new ImageShape(1, 4, 1);
  private static final ImageShape SQUARE = new ImageShape(3, 3, 1);

  /** As printed: operation, probability, magnitude; twice. */
  private static final String TABLE_OF_THE_PAPER =
      """
      (Invert,0.1,7) (Contrast,0.2,6)
      (Rotate,0.7,2) (TranslateX,0.3,9)
      (Sharpness,0.8,1) (Sharpness,0.9,3)
      (ShearY,0.5,8) (TranslateY,0.7,9)
      (AutoContrast,0.5,8) (Equalize,0.9,2)
      (ShearY,0.2,7) (Posterize,0.3,7)
      (Color,0.4,3) (Brightness,0.6,7)
      (Sharpness,0.3,9) (Brightness,0.7,9)
      (Equalize,0.6,5) (Equalize,0.5,1)
      (Contrast,0.6,7) (Sharpness,0.6,5)
      (Color,0.7,7) (TranslateX,0.5,8)
      (Equalize,0.3,7) (AutoContrast,0.4,8)
      (TranslateY,0.4,3) (Sharpness,0.2,6)
      (Brightness,0.9,6) (Color,0.2,8)
      (Solarize,0.5,2) (Invert,0.0,3)
      (Equalize,0.2,0) (AutoContrast,0.6,0)
      (Equalize,0.2,8) (Equalize,0.6,4)
      (Color,0.9,9) (Equalize,0.6,6)
      (AutoContrast,0.8,4) (Solarize,0.2,8)
      (Brightness,0.1,3) (Color,0.7,0)
      (Solarize,0.4,5) (AutoContrast,0.9,3)
      (TranslateY,0.9,9) (TranslateY,0.7,9)
      (AutoContrast,0.9,2) (Solarize,0.8,3)
      (Equalize,0.8,8) (Invert,0.1,3)
      (TranslateY,0.7,9) (AutoContrast,0.9,1)
      """;

  @Test
  void the_policy_is_the_table_of_the_paper() {
    List<String> rows =
        Policy.CIFAR_10.subPolicies().stream()
            .map(row -> printed(row.first()) + " " + printed(row.second()))
            .toList();

    assertThat(rows).hasSize(25).isEqualTo(TABLE_OF_THE_PAPER.lines().toList());
  }

  private static String printed(SubPolicy.Step step) {
    StringBuilder name = new StringBuilder();
    for (String word : step.operation().name().split("_")) {
      name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return "(" + name + "," + step.probability() + "," + step.magnitude() + ")";
  }

  @Test
  void magnitudes_span_the_ranges_of_the_paper() {
    assertThat(Operation.SHEAR_X.amount(9)).isEqualTo(0.3);
    assertThat(331 * Operation.TRANSLATE_Y.amount(9)).isCloseTo(150, within(1e-9));
    assertThat(Operation.ROTATE.amount(9)).isEqualTo(30);
    assertThat(Operation.ROTATE.amount(3)).isEqualTo(10);
    assertThat(Operation.COLOR.amount(9)).isEqualTo(0.9);
    assertThat(Operation.POSTERIZE.amount(9)).isEqualTo(4);
    assertThat(Operation.SOLARIZE.amount(0)).isEqualTo(256);
    assertThat(Operation.SOLARIZE.amount(9)).isZero();
    assertThat(Operation.BRIGHTNESS.amount(0)).isZero();
  }

  @Test
  void shear_x_moves_lower_rows_further() {
    Canvas canvas = Views.canvas(SQUARE, 1, 2, 3, 4, 5, 6, 7, 8, 9);

    Operation.SHEAR_X.apply(canvas, 0.3, 128);

    assertThat(Views.values(canvas)).containsExactly(1, 2, 3, 4, 5, 6, 8, 9, 128);
  }

  @Test
  void shear_y_moves_columns_to_the_right_further() {
    Canvas canvas = Views.canvas(SQUARE, 1, 2, 3, 4, 5, 6, 7, 8, 9);

    Operation.SHEAR_Y.apply(canvas, -0.3, 128);

    assertThat(Views.values(canvas)).containsExactly(1, 2, 128, 4, 5, 3, 7, 8, 6);
  }

  @Test
  void a_translation_shows_grey_where_the_image_ends() {
    Canvas right = Views.canvas(ROW, 1, 2, 3, 4);
    Canvas down = Views.canvas(new ImageShape(4, 1, 1), 1, 2, 3, 4);

    Operation.TRANSLATE_X.apply(right, 0.25, 128);
    Operation.TRANSLATE_Y.apply(down, -0.5, 128);

    assertThat(Views.values(right)).containsExactly(2, 3, 4, 128);
    assertThat(Views.values(down)).containsExactly(128, 128, 1, 2);
  }

  @Test
  void no_rotation_leaves_the_image() {
    ImageShape shape = new ImageShape(6, 5, 3);
    Canvas canvas = new Canvas(shape);
    canvas.load(Views.noise(shape, 1), 0);

    Affine.rotate(canvas, 0, 128);

    assertThat(canvas.pixels()).isEqualTo(Views.noise(shape, 1));
  }

  @Test
  void a_quarter_of_a_turn_is_anticlockwise() {
    Canvas canvas = Views.canvas(SQUARE, 1, 2, 3, 4, 5, 6, 7, 8, 9);

    Affine.rotate(canvas, 90, 128);

    assertThat(Views.values(canvas)).containsExactly(3, 6, 9, 2, 5, 8, 1, 4, 7);
  }

  @Test
  void an_eighth_of_a_turn_moves_a_ring_by_one() {
    Canvas canvas = Views.canvas(SQUARE, 1, 2, 3, 4, 5, 6, 7, 8, 9);

    Affine.rotate(canvas, 45, 128);

    assertThat(Views.values(canvas)).containsExactly(2, 3, 6, 1, 5, 9, 4, 7, 8);
  }

  @Test
  void a_rotation_fills_the_corners() {
    Canvas canvas = new Canvas(new ImageShape(5, 5, 1));

    Affine.rotate(canvas, 45, 128);

    int[] values = Views.values(canvas);
    for (int i = 0; i < 25; i++) {
      boolean corner = (i / 5) % 4 == 0 && (i % 5) % 4 == 0;
      assertThat(values[i]).isEqualTo(corner ? 128 : 0);
    }
  }

  @Test
  void posterizing_keeps_the_high_bits() {
    Canvas canvas = Views.canvas(ROW, 0, 15, 31, 255);

    Operation.POSTERIZE.apply(canvas, -4, 128);

    assertThat(Views.values(canvas)).containsExactly(0, 0, 16, 240);
  }

  @Test
  void the_magnitude_of_the_policy_leaves_five_bits() {
    Canvas canvas = Views.canvas(ROW, 0, 7, 15, 255);

    Operation.POSTERIZE.apply(canvas, Operation.POSTERIZE.amount(7), 128);

    assertThat(Views.values(canvas)).containsExactly(0, 0, 8, 248);
  }

  @Test
  void solarizing_inverts_from_the_threshold_upwards() {
    Canvas canvas = Views.canvas(ROW, 0, 127, 128, 255);

    Operation.SOLARIZE.apply(canvas, 128, 128);

    assertThat(Views.values(canvas)).containsExactly(0, 127, 127, 0);
  }

  @Test
  void the_least_solarizing_leaves_all() {
    Canvas canvas = Views.canvas(ROW, 0, 127, 128, 255);

    Operation.SOLARIZE.apply(canvas, Operation.SOLARIZE.amount(0), 128);

    assertThat(Views.values(canvas)).containsExactly(0, 127, 128, 255);
  }

  @Test
  void inverting_twice_leaves_the_image() {
    Canvas canvas = Views.canvas(ROW, 0, 1, 128, 255);

    Operation.INVERT.apply(canvas, 0, 128);
    int[] negative = Views.values(canvas);
    Operation.INVERT.apply(canvas, 0, 128);

    assertThat(negative).containsExactly(255, 254, 127, 0);
    assertThat(Views.values(canvas)).containsExactly(0, 1, 128, 255);
  }

  @Test
  void autocontrast_stretches_each_channel_by_itself() {
    Canvas canvas = Views.canvas(new ImageShape(1, 3, 3), 50, 0, 9, 100, 128, 9, 150, 255, 9);

    Histogram.stretch(canvas);

    assertThat(Views.values(canvas)).containsExactly(0, 0, 9, 127, 128, 9, 255, 255, 9);
  }

  @Test
  void equalizing_spreads_what_is_crowded() {
    ImageShape shape = new ImageShape(4, 256, 1);
    Canvas canvas = new Canvas(shape);
    Arrays.fill(canvas.pixels(), 0, 512, (byte) 100);
    Arrays.fill(canvas.pixels(), 512, 768, (byte) 101);
    Arrays.fill(canvas.pixels(), 768, 1024, (byte) 102);

    Histogram.equalize(canvas);

    // a step is (1024 - 256) / 255 = 3 pixels; below lie 0, 512 and 768 of them
    int[] values = Views.values(canvas);
    assertThat(values[0]).isEqualTo(1 / 3);
    assertThat(values[512]).isEqualTo((1 + 512) / 3);
    assertThat(values[768]).isEqualTo(255);
  }

  @Test
  void equalizing_an_image_of_few_pixels_or_one_value_leaves_it() {
    Canvas few = Views.canvas(ROW, 3, 5, 7, 9);
    Canvas even = new Canvas(new ImageShape(30, 30, 1));
    Arrays.fill(even.pixels(), (byte) 77);

    Histogram.equalize(few);
    Histogram.equalize(even);

    assertThat(Views.values(few)).containsExactly(3, 5, 7, 9);
    assertThat(even.pixels()).containsOnly((byte) 77);
  }

  @Test
  void sharpening_moves_the_middle_away_from_its_neighbours() {
    Canvas sharp = Views.canvas(SQUARE, 10, 10, 10, 10, 23, 10, 10, 10, 10);
    Canvas smooth = Views.canvas(SQUARE, 10, 10, 10, 10, 23, 10, 10, 10, 10);

    Operation.SHARPNESS.apply(sharp, 1, 128);
    Operation.SHARPNESS.apply(smooth, -1, 128);

    // smoothed: (8 * 10 + 5 * 23) / 13 = 15
    assertThat(Views.values(sharp)).containsExactly(10, 10, 10, 10, 31, 10, 10, 10, 10);
    assertThat(Views.values(smooth)).containsExactly(10, 10, 10, 10, 15, 10, 10, 10, 10);
  }

  @Test
  void colour_brightness_and_contrast_are_multiplied_by_one_and_the_amount() {
    Canvas bright = Views.canvas(ROW, 0, 10, 100, 200);
    Canvas flat = Views.canvas(ROW, 0, 10, 110, 200);
    Canvas grey = Views.canvas(new ImageShape(1, 1, 3), 100, 200, 50);

    Operation.BRIGHTNESS.apply(bright, -0.5, 128);
    Operation.CONTRAST.apply(flat, -0.5, 128);
    Operation.COLOR.apply(grey, -1, 128);

    assertThat(Views.values(bright)).containsExactly(0, 5, 50, 100);
    assertThat(Views.values(flat)).containsExactly(40, 45, 95, 140);
    assertThat(Views.values(grey)).containsExactly(153, 153, 153);
  }

  @Test
  void what_cannot_be_is_refused() {
    assertThatThrownBy(() -> new AutoAugment(Policy.CIFAR_10, 300)).hasMessageContaining("300");
    assertThatThrownBy(() -> new SubPolicy.Step(Operation.INVERT, 0.5, 10))
        .hasMessageContaining("0 to 9, not 10");
  }
}
