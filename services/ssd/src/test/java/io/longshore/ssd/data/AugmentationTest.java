package io.longshore.ssd.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AugmentationTest {
  private static final ImageShape SHAPE = new ImageShape(2, 3, 1);
  private static final byte[] IMAGE = {10, 20, 30, 40, 50, (byte) 200};

  @Test
  void without_augmentation_an_image_stays_as_it_is() {
    assertThat(view(Augmentation.NONE, 1)).isEqualTo(IMAGE);
  }

  @Test
  void a_mirrored_image_keeps_its_rows() {
    Augmentation flip = new Augmentation(0, Flip.HALF_THE_TIME, 0, 0, 0);
    int mirrored = 0;

    for (int seed = 0; seed < 100; seed++) {
      byte[] view = view(flip, seed);
      if (view[0] == 30) {
        assertThat(view).containsExactly(30, 20, 10, (byte) 200, 50, 40);
        mirrored++;
      } else {
        assertThat(view).isEqualTo(IMAGE);
      }
    }
    assertThat(mirrored).isBetween(25, 75);
  }

  @Test
  void a_crop_shows_the_image_shifted_over_black() {
    boolean shiftedDown = false;

    for (int seed = 0; seed < 200; seed++) {
      byte[] view = view(new Augmentation(1, Flip.NEVER, 0, 0, 0), seed);
      shiftedDown |= Arrays.equals(view, new byte[] {0, 0, 0, 10, 20, 30});
    }

    assertThat(shiftedDown).isTrue();
  }

  @Test
  void brightness_and_contrast_stay_within_a_byte() {
    Augmentation jitter = new Augmentation(0, Flip.NEVER, 0.9f, 0.9f, 0);

    for (int seed = 0; seed < 100; seed++) {
      byte[] view = view(jitter, seed);
      assertThat(view[5] & 0xff)
          .as("the brightest stays so")
          .isGreaterThanOrEqualTo(view[0] & 0xff);
    }
  }

  @Test
  void a_cutout_blackens_a_square_and_nothing_else() {
    byte[] view = view(new Augmentation(0, Flip.NEVER, 0, 0, 1), 3);

    int black = 0;
    for (int i = 0; i < view.length; i++) {
      assertThat(view[i]).isIn((byte) 0, IMAGE[i]);
      black += view[i] == 0 ? 1 : 0;
    }
    assertThat(black).isEqualTo(1);
  }

  @Test
  void the_same_seed_gives_the_same_view() {
    Augmentation strong = new Augmentation(2, Flip.HALF_THE_TIME, 0.4f, 0.4f, 1);

    assertThat(view(strong, 9)).isEqualTo(view(strong, 9));
  }

  @Test
  void an_augmentation_that_cannot_be_is_refused() {
    assertThatThrownBy(() -> new Augmentation(-1, Flip.NEVER, 0, 0, 0))
        .hasMessageContaining("must not be negative");
  }

  private static byte[] view(Augmentation augmentation, long seed) {
    TrainingSet one = TrainingSet.ofRows(SHAPE, 1, IMAGE.clone(), new int[] {0});
    ByteBuffer batch =
        new ImageBatches(one, 1).draw(new int[] {0}, augmentation, new SplittableRandom(seed));
    byte[] view = new byte[IMAGE.length];
    batch.get(view);
    return view;
  }
}
