package io.longshore.ssd.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SamplersTest {

  @Property(tries = 200)
  void an_instance_balanced_epoch_holds_every_image_once(
      @ForAll @IntRange(min = 1, max = 300) int images, @ForAll long seed) {
    int[] order = new InstanceBalanced(images).epoch(new SplittableRandom(seed));

    assertThat(Arrays.stream(order).sorted().toArray())
        .isEqualTo(IntStream.range(0, images).toArray());
  }

  @Property(tries = 200)
  void whole_cycles_of_a_class_balanced_epoch_hold_every_class_equally_often(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 0, max = 7) Integer> classes,
      @ForAll @IntRange(min = 1, max = 30) int cycles,
      @ForAll long seed) {
    int[] labels = classes.stream().mapToInt(c -> c).toArray();
    int present = (int) Arrays.stream(labels).distinct().count();

    int[] order = new ClassBalanced(labels, 9, cycles * present).epoch(new SplittableRandom(seed));

    int[] drawn = new int[9];
    Arrays.stream(order).forEach(image -> drawn[labels[image]]++);
    assertThat(Arrays.stream(labels).distinct().map(c -> drawn[c]).toArray()).containsOnly(cycles);
  }

  @Property(tries = 200)
  void wherever_a_class_balanced_epoch_is_cut_no_class_leads_by_more_than_one_image(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 0, max = 7) Integer> classes,
      @ForAll @IntRange(min = 1, max = 200) int draws,
      @ForAll long seed) {
    int[] labels = classes.stream().mapToInt(c -> c).toArray();

    int[] order = new ClassBalanced(labels, 9, draws).epoch(new SplittableRandom(seed));

    int[] drawn = new int[9];
    Arrays.stream(order).forEach(image -> drawn[labels[image]]++);
    int[] ofPresent = Arrays.stream(labels).distinct().map(c -> drawn[c]).toArray();
    assertThat(order).hasSize(draws);
    assertThat(Arrays.stream(ofPresent).max().orElseThrow())
        .isLessThanOrEqualTo(Arrays.stream(ofPresent).min().orElseThrow() + 1);
  }

  @Property(tries = 200)
  void no_image_of_a_class_comes_twice_before_all_others_came(
      @ForAll @IntRange(min = 1, max = 20) int images,
      @ForAll @IntRange(min = 1, max = 5) int rounds,
      @ForAll long seed) {
    int[] labels = new int[images];

    int[] order = new ClassBalanced(labels, 1, images * rounds).epoch(new SplittableRandom(seed));

    for (int round = 0; round < rounds; round++) {
      assertThat(Arrays.stream(order, round * images, (round + 1) * images).distinct().count())
          .isEqualTo(images);
    }
  }

  @Property(tries = 50)
  void the_same_seed_gives_the_same_order(@ForAll long seed) {
    ClassBalanced sampler = new ClassBalanced(new int[] {0, 0, 0, 1, 2, 2}, 3, 20);

    int[] order = sampler.epoch(new SplittableRandom(seed));

    assertThat(sampler.epoch(new SplittableRandom(seed))).isEqualTo(order);
  }

  @Example
  void a_set_without_images_cannot_be_sampled() {
    assertThatThrownBy(() -> new ClassBalanced(new int[0], 3, 6))
        .hasMessageContaining("no class has an image");
  }
}
