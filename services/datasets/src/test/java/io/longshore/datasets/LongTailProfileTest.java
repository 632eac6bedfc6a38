package io.longshore.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LongTailProfileTest {

  @ParameterizedTest(name = "imbalance {0} gives CIFAR-100-LT {1} images")
  @CsvSource({"100, 10847", "50, 12608", "10, 19573"})
  void the_exponential_tail_has_the_sizes_of_the_literature(double imbalance, int images) {
    List<Integer> sizes = new LongTailProfile.Exponential(500, imbalance).sizes(100);

    assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(images);
  }

  @Test
  void ten_classes_of_imbalance_two_hundred_make_six_many_two_medium_and_two_few() {
    List<Integer> sizes = new LongTailProfile.Exponential(2000, 200).sizes(10);

    assertThat(sizes).containsExactly(2000, 1110, 616, 341, 189, 105, 58, 32, 18, 10);
  }

  @Property(tries = 100)
  void the_tail_falls_from_the_largest_class_to_the_largest_over_the_imbalance(
      @ForAll @IntRange(min = 2, max = 300) int classes,
      @ForAll @IntRange(min = 100, max = 5000) int largest,
      @ForAll @DoubleRange(min = 1, max = 100) double imbalance) {
    List<Integer> sizes = new LongTailProfile.Exponential(largest, imbalance).sizes(classes);

    assertThat(sizes).hasSize(classes).isSortedAccordingTo((a, b) -> b - a);
    assertThat(sizes.get(0)).isEqualTo(largest);
    assertThat((double) sizes.get(classes - 1))
        .isBetween(largest / imbalance - 1.001, largest / imbalance + 0.001);
  }

  @Property(tries = 30)
  void a_seed_always_selects_the_same_images_in_the_same_order(@ForAll long seed) {
    Dataset dataset = TinyDatasets.balanced(5, 40);
    LongTailProfile tail = LongTailProfile.exponential(40, 8);

    Dataset selected = tail.select(dataset, seed);

    assertThat(selected.training()).isEqualTo(tail.select(dataset, seed).training());
    assertThat(selected.training()).isNotEqualTo(tail.select(dataset, seed + 1).training());
    assertThat(selected.trainingCounts().values()).containsExactly(40, 23, 14, 8, 5);
    assertThat(selected.heldOut()).isEqualTo(dataset.heldOut());
  }

  @Property(tries = 30)
  void a_smaller_tail_is_part_of_a_larger_one(
      @ForAll long seed, @ForAll @IntRange(min = 10, max = 39) int smaller) {
    Dataset dataset = TinyDatasets.balanced(4, 40);

    Dataset small = LongTailProfile.exponential(smaller, 5).select(dataset, seed);
    Dataset large = LongTailProfile.exponential(40, 5).select(dataset, seed);

    assertThat(large.training()).containsAll(small.training());
  }

  @Test
  void a_tail_larger_than_the_data_set_names_every_class_that_runs_out() {
    Dataset dataset = TinyDatasets.balanced(3, 10);

    assertThatThrownBy(() -> LongTailProfile.exponential(50, 2).select(dataset, 1))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("'c00' (asks for 50, has 10 left), 'c01' (asks for 35, has 10 left)")
        .hasMessageContaining("ask for fewer");
  }

  @Test
  void an_index_file_selects_the_images_at_its_places(@TempDir Path folder) throws IOException {
    Dataset dataset = TinyDatasets.balanced(3, 10);
    Path index = Files.write(folder.resolve("index.txt"), List.of("0", "29", "", "10", "11"));

    Dataset selected = LongTailProfile.byIndexFile(index).select(dataset, 7);

    assertThat(selected.training())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(0, 29, 10, 11).map(dataset.training()::get).toList());
  }

  @Test
  void an_index_file_with_a_bad_line_is_refused_with_the_line(@TempDir Path folder)
      throws IOException {
    Path index = Files.write(folder.resolve("index.txt"), List.of("0", "-3"));

    assertThatThrownBy(() -> LongTailProfile.byIndexFile(index))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("line 2: '-3' is not a new place");
  }

  @Test
  void an_index_of_a_larger_data_set_is_refused() {
    Dataset dataset = TinyDatasets.balanced(2, 3);

    assertThatThrownBy(() -> new LongTailProfile.Indexed(List.of(6)).select(dataset, 1))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("image 6 of tiny, which has 6");
  }

  @Test
  void as_it_is_keeps_every_image_and_mixes_the_classes() {
    Dataset dataset = TinyDatasets.balanced(3, 30);

    Dataset selected = LongTailProfile.asItIs().select(dataset, 1);

    assertThat(selected.training()).containsExactlyInAnyOrderElementsOf(dataset.training());
    assertThat(dataset.counts(selected.training().subList(0, 45)).values()).allMatch(n -> n > 5);
  }

  @Test
  void as_it_is_follows_the_clock_of_images_that_all_have_a_time() {
    Instant start = Instant.parse("2026-03-01T12:00:00Z");
    List<LabelledImage> dated =
        IntStream.range(0, 20)
            .mapToObj(
                i -> {
                  LabelledImage plain = TinyDatasets.image("tiny/" + i, "c00");
                  return new LabelledImage(
                      plain.id(), "c00", "day", start.plusSeconds(i * 7L % 20), plain.source());
                })
            .toList();

    Dataset selected =
        LongTailProfile.asItIs().select(new Dataset("tiny", List.of("c00"), dated, List.of()), 1);

    assertThat(selected.training())
        .hasSize(20)
        .isSortedAccordingTo((a, b) -> times(a).compareTo(times(b)));
  }

  @Test
  void impossible_tails_are_refused() {
    assertThatThrownBy(() -> LongTailProfile.exponential(10, 11)).hasMessageContaining("imbalance");
    assertThatThrownBy(() -> LongTailProfile.exponential(10, 0.5))
        .hasMessageContaining("imbalance");
    assertThatThrownBy(() -> LongTailProfile.exponential(10, Double.NaN))
        .hasMessageContaining("imbalance");
  }

  private static Instant times(LabelledImage image) {
    return Objects.requireNonNull(image.time());
  }
}
