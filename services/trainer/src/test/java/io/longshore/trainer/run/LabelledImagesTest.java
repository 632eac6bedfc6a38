package io.longshore.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageShape;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelledImagesTest {

  @Test
  void a_spread_is_even_and_has_the_pixels_of_its_images() {
    byte[] pixels = new byte[100];
    IntStream.range(0, 100).forEach(i -> pixels[i] = (byte) i);

    LabelledPixels spread =
        new LabelledPixels(new ImageShape(1, 1, 1), images(100), pixels).spread(4);

    assertThat(spread.images().labels()).containsExactly(0, 25, 50, 75);
    assertThat(spread.pixels()).containsExactly(0, 25, 50, 75);
    assertThat(spread.images().ids()).containsExactlyElementsOf(images(100).spread(4).ids());
  }

  @Test
  void a_spread_has_no_more_images_than_there_are() {
    assertThat(images(3).spread(10).labels()).containsExactly(0, 1, 2);
    assertThat(images(0).spread(10).size()).isZero();
  }

  @Test
  void a_balanced_choice_takes_the_first_of_each_class_before_the_second_of_any() {
    LabelledImages images = labelled(0, 0, 0, 0, 1, 1, 2);

    assertThat(images.balanced(3)).containsExactly(0, 4, 6);
    assertThat(images.balanced(5)).containsExactly(0, 1, 4, 5, 6);
    assertThat(images.balanced(100)).containsExactly(0, 1, 2, 3, 4, 5, 6);
  }

  @Test
  void if_not_every_class_can_have_one_more_the_hash_of_the_ids_says_which() {
    LabelledImages hundred = images(100); // of as many classes

    int[] chosen = hundred.balanced(10);

    assertThat(chosen).hasSize(10).isSorted();
    assertThat(chosen).isNotEqualTo(IntStream.range(0, 10).toArray());
    assertThat(hundred.balanced(11)).contains(chosen);
  }

  @Test
  void a_balanced_choice_has_the_pixels_of_its_images() {
    byte[] pixels = {10, 11, 12, 13};

    LabelledPixels chosen =
        new LabelledPixels(new ImageShape(1, 1, 1), labelled(0, 0, 1, 1), pixels).balanced(2);

    assertThat(chosen.images().labels()).containsExactly(0, 1);
    assertThat(chosen.pixels()).containsExactly(10, 12);
  }

  private static LabelledImages labelled(int... labels) {
    return new LabelledImages(images(labels.length).ids(), labels);
  }

  @Test
  void what_does_not_fit_together_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LabelledImages(List.of(), new int[1]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LabelledPixels(new ImageShape(2, 2, 1), images(2), new byte[7]));
  }

  private static LabelledImages images(int count) {
    return new LabelledImages(
        IntStream.range(0, count).mapToObj(i -> new ImageId("image-" + i)).toList(),
        IntStream.range(0, count).toArray());
  }
}
