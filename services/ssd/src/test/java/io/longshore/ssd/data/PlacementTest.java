package io.longshore.ssd.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Transforms that move pixels or paint over them. */
class PlacementTest {
  private static final ImageShape SHAPE = new ImageShape(2, 3, 1);
  private static final byte[] IMAGE = {10, 20, 30, 40, 50, (byte) 200};

  @Test
  void a_mirrored_image_keeps_its_rows() {
    byte[] view = Views.of(SHAPE, IMAGE, new Mirror(1), 1);

    assertThat(view).containsExactly(30, 20, 10, (byte) 200, 50, 40);
  }

  @Test
  void a_mirrored_pixel_keeps_its_colour() {
    byte[] view =
        Views.of(new ImageShape(1, 2, 3), Views.bytes(1, 2, 3, 4, 5, 6), new Mirror(1), 1);

    assertThat(view).containsExactly(4, 5, 6, 1, 2, 3);
  }

  @Test
  void half_of_the_images_are_mirrored() {
    int mirrored = 0;

    for (int seed = 0; seed < 1000; seed++) {
      mirrored += Views.of(SHAPE, IMAGE, Mirror.HALF_THE_TIME, seed)[0] == 30 ? 1 : 0;
    }

    assertThat(mirrored).isBetween(430, 570);
  }

  @Test
  void a_crop_shows_the_image_shifted_over_black_by_up_to_the_padding_each_way() {
    Set<String> views = new HashSet<>();

    for (int seed = 0; seed < 300; seed++) {
      views.add(shown(Views.of(SHAPE, IMAGE, new PadCrop(1), seed)));
    }

    assertThat(views)
        .containsExactlyInAnyOrder(
            "10 20 30 | 40 50 200",
            "20 30 0 | 50 200 0",
            "0 10 20 | 0 40 50",
            "40 50 200 | 0 0 0",
            "50 200 0 | 0 0 0",
            "0 40 50 | 0 0 0",
            "0 0 0 | 10 20 30",
            "0 0 0 | 20 30 0",
            "0 0 0 | 0 10 20");
  }

  private static String shown(byte[] view) {
    return "%d %d %d | %d %d %d"
        .formatted(
            view[0] & 0xff,
            view[1] & 0xff,
            view[2] & 0xff,
            view[3] & 0xff,
            view[4] & 0xff,
            view[5] & 0xff);
  }

  @Test
  void a_cutout_fills_a_square_and_nothing_else() {
    byte[] view = Views.of(SHAPE, IMAGE, new Cutout(1, 7), 3);

    int filled = 0;
    for (int i = 0; i < view.length; i++) {
      assertThat(view[i]).isIn((byte) 7, IMAGE[i]);
      filled += view[i] == 7 ? 1 : 0;
    }
    assertThat(filled).isEqualTo(1);
  }

  @Test
  void what_cannot_be_is_refused() {
    assertThatThrownBy(() -> new PadCrop(-1)).hasMessageContaining("must not be negative: -1");
    assertThatThrownBy(() -> new Cutout(2, 256)).hasMessageContaining("0 to 255: 2, 256");
    assertThatThrownBy(() -> new Mirror(1.5)).hasMessageContaining("from 0 to 1, not 1.5");
  }
}
