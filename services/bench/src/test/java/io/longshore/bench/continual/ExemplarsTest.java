package io.longshore.bench.continual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.UniqueElements;

class ExemplarsTest {

  @Property
  void a_class_keeps_as_many_as_it_may_or_has(
      @ForAll @UniqueElements int[] images,
      @ForAll @IntRange(max = 30) int perClass,
      @ForAll long seed) {
    List<Integer> kept = list(new Exemplars(perClass, seed).of(images));

    assertThat(kept).hasSize(Math.min(perClass, images.length)).doesNotHaveDuplicates();
    assertThat(list(images)).containsAll(kept);
  }

  @Property
  void a_smaller_memory_is_part_of_a_larger_one(
      @ForAll @UniqueElements int[] images,
      @ForAll @IntRange(max = 30) int smaller,
      @ForAll @IntRange(max = 30) int more,
      @ForAll long seed) {
    List<Integer> few = list(new Exemplars(smaller, seed).of(images));

    assertThat(list(new Exemplars(smaller + more, seed).of(images))).containsAll(few);
  }

  @Property
  void the_order_of_arrival_does_not_matter(
      @ForAll @UniqueElements int[] images, @ForAll long seed) {
    int[] backwards =
        IntStream.range(0, images.length).map(i -> images[images.length - 1 - i]).toArray();

    assertThat(new Exemplars(5, seed).of(backwards)).isEqualTo(new Exemplars(5, seed).of(images));
  }

  @Property(tries = 20)
  void other_seeds_keep_other_images(@ForAll long seed) {
    int[] images = IntStream.range(0, 500).toArray();

    List<Integer> one = list(new Exemplars(20, seed).of(images));
    List<Integer> other = list(new Exemplars(20, seed + 1).of(images));

    assertThat(one).isNotEqualTo(other);
  }

  private static List<Integer> list(int[] images) {
    return IntStream.of(images).boxed().toList();
  }
}
