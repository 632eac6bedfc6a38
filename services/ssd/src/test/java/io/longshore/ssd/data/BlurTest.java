package io.longshore.ssd.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class BlurTest {

  @Property
  void an_even_image_stays_as_it_is(
      @ForAll byte value, @ForAll @DoubleRange(min = 0.05, max = 4) double sigma) {
    Canvas canvas = new Canvas(new ImageShape(5, 4, 3));
    Arrays.fill(canvas.pixels(), value);

    Blur.blur(canvas, sigma);

    assertThat(canvas.pixels()).containsOnly(value);
  }

  @Test
  void a_point_becomes_a_bell() {
    int size = 9;
    Canvas canvas = new Canvas(new ImageShape(size, size, 1));
    canvas.pixels()[size * size / 2] = (byte) 255;

    Blur.blur(canvas, 1);

    double side = 0;
    for (int k = -3; k <= 3; k++) {
      side += Math.exp(-k * k / 2.0);
    }
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        double bell = Math.exp(-((y - 4) * (y - 4) + (x - 4) * (x - 4)) / 2.0) / side / side;
        boolean reached = Math.abs(y - 4) <= 3 && Math.abs(x - 4) <= 3;
        assertThat((double) (canvas.pixels()[y * size + x] & 0xff))
            .isCloseTo(reached ? 255 * bell : 0, within(0.6));
      }
    }
  }

  @Test
  void colours_do_not_run_into_each_other() {
    Canvas canvas = new Canvas(new ImageShape(3, 3, 3));
    canvas.pixels()[4 * 3 + 1] = (byte) 255;

    Blur.blur(canvas, 1);

    for (int i = 0; i < 27; i++) {
      assertThat(canvas.pixels()[i] != 0).isEqualTo(i % 3 == 1);
    }
  }

  @Test
  void the_border_goes_on_beyond_itself() {
    Canvas canvas = Views.canvas(new ImageShape(1, 4, 1), 200, 200, 100, 100);

    Blur.blur(canvas, 0.3);

    int[] values = Views.values(canvas);
    assertThat(values[0]).isEqualTo(200);
    assertThat(values[1] + values[2]).isBetween(299, 301);
    assertThat(values[3]).isEqualTo(100);
  }

  @Test
  void a_blur_of_nothing_is_refused() {
    assertThatThrownBy(() -> new Blur(1, 0, 2)).hasMessageContaining("(0, 100]: 0.0 to 2.0");
  }
}
