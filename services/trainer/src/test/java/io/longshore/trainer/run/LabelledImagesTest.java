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
