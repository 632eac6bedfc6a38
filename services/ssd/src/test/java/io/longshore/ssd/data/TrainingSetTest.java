package io.longshore.ssd.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TrainingSetTest {
  private static final ImageShape RGB = new ImageShape(1, 2, 3);

  @Test
  void planes_become_rows() {
    byte[] planes = {1, 2, 11, 12, 21, 22};

    TrainingSet set = TrainingSet.ofPlanes(RGB, 1, planes, new int[] {0});

    assertThat(set.pixels()).containsExactly(1, 11, 21, 2, 12, 22);
  }

  @Test
  void classes_are_counted_and_empty_ones_listed() {
    TrainingSet set =
        TrainingSet.ofRows(new ImageShape(1, 1, 1), 4, new byte[3], new int[] {2, 0, 2});

    assertThat(set.counts()).containsExactly(1, 0, 2, 0);
    assertThat(set.emptyClasses()).containsExactly(1, 3);
  }

  @Test
  void a_label_out_of_range_is_refused_with_its_image() {
    assertThatThrownBy(
            () -> TrainingSet.ofRows(new ImageShape(1, 1, 1), 2, new byte[2], new int[] {0, 2}))
        .hasMessage("image 1 is labelled 2, but classes are 0..1");
  }

  @Test
  void too_few_pixels_are_refused() {
    assertThatThrownBy(() -> TrainingSet.ofRows(RGB, 2, new byte[7], new int[] {0, 1}))
        .hasMessageContaining("2 labels need 12 bytes of 1x2x3 pixels, but there are 7");
  }

  @Test
  void an_empty_set_is_refused() {
    assertThatThrownBy(() -> TrainingSet.ofRows(RGB, 2, new byte[0], new int[0]))
        .hasMessageContaining("at least one image");
  }

  @Test
  void the_digest_depends_on_labels_and_pixels() {
    TrainingSet set = TrainingSet.ofRows(RGB, 2, new byte[6], new int[] {0});
    TrainingSet same = TrainingSet.ofRows(RGB, 2, new byte[6], new int[] {0});
    TrainingSet otherLabel = TrainingSet.ofRows(RGB, 2, new byte[6], new int[] {1});
    TrainingSet otherPixel =
        TrainingSet.ofRows(RGB, 2, new byte[] {0, 0, 0, 0, 0, 1}, new int[] {0});

    assertThat(set.digest())
        .isEqualTo(same.digest())
        .isNotEqualTo(otherLabel.digest())
        .isNotEqualTo(otherPixel.digest());
  }
}
