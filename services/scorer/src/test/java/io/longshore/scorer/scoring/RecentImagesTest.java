package io.longshore.scorer.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.image.ImageId;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentImagesTest {
  private static final ImageId A = new ImageId("a");
  private static final ImageId B = new ImageId("b");
  private static final ImageId C = new ImageId("c");

  @Test
  void an_image_is_new_once() {
    var recent = new RecentImages(10, List.of());

    assertThat(recent.add(A)).isTrue();
    assertThat(recent.add(A)).isFalse();
  }

  @Test
  void images_predicted_before_are_not_new() {
    assertThat(new RecentImages(10, List.of(A)).add(A)).isFalse();
  }

  @Test
  void only_the_latest_are_remembered() {
    var recent = new RecentImages(2, List.of(A, B, C));

    assertThat(recent.add(B)).isFalse();
    assertThat(recent.add(A)).isTrue();
  }

  @Test
  void an_image_that_repeats_is_remembered_from_its_last_time() {
    var recent = new RecentImages(2, List.of(A, B, A, C));

    assertThat(recent.add(A)).isFalse();
  }
}
