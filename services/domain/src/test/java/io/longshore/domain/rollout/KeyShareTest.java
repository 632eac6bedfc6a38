package io.longshore.domain.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.longshore.domain.image.ImageId;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyShareTest {

  @Test
  void ids_that_differ_in_a_digit_are_spread_evenly() {
    int[] tenths = new int[10];
    IntStream.range(0, 100_000)
        .forEach(i -> tenths[(int) (10 * KeyShare.position(new ImageId("cam-1/" + i)))]++);

    assertThat(Arrays.stream(tenths).boxed())
        .allSatisfy(n -> assertThat(n).isCloseTo(10_000, within(400)));
  }

  @Test
  void a_share_that_grows_keeps_the_images_it_had() {
    assertThat(IntStream.range(0, 1_000).mapToObj(i -> new ImageId("a" + i)))
        .allMatch(id -> !KeyShare.holds(id, 0.05) || KeyShare.holds(id, 0.25));
  }

  @Test
  void nothing_holds_no_image_and_all_holds_every_one() {
    assertThat(IntStream.range(0, 1_000).mapToObj(i -> new ImageId("a" + i)))
        .noneMatch(id -> KeyShare.holds(id, 0))
        .allMatch(id -> KeyShare.holds(id, 1));
  }

  /** So that a client in another language can check its own. */
  @Test
  void positions_are_the_same_for_ever() {
    assertThat(KeyShare.position(new ImageId("gate-4/2026-11-22/000017")))
        .isEqualTo(0.7132537918783494);
  }
}
