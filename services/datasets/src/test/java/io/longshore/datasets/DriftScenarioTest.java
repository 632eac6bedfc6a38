package io.longshore.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.longshore.datasets.DriftScenario.Phase;
import io.longshore.datasets.DriftScenario.Stretch;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DriftScenarioTest {

  private static final Dataset DATASET = TinyDatasets.balanced(3, 400);

  @Property(tries = 30)
  void no_image_is_drawn_twice_and_none_of_the_held_out_part(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 100) int images) {
    DriftScenario scenario =
        new DriftScenario(
            List.of(
                new Phase("a", ClassMix.weighted(images, Map.of("c00", 3.0, "c01", 1.0))),
                new Phase("b", ClassMix.exactly(Map.of("c02", images, "c00", 5))),
                new Phase("c", ClassMix.ramp(images, Map.of("c01", 1.0), Map.of("c02", 1.0)))));

    List<LabelledImage> drawn =
        scenario.play(DATASET, seed).stream().flatMap(s -> s.images().stream()).toList();

    assertThat(drawn).hasSize(3 * images + 5).doesNotHaveDuplicates();
    assertThat(new HashSet<>(DATASET.training())).containsAll(drawn);
  }

  @Property(tries = 30)
  void the_same_seed_plays_the_same_stretches(@ForAll long seed) {
    DriftScenario scenario =
        new DriftScenario(
            List.of(
                new Phase("a", ClassMix.weighted(50, Map.of("c00", 3.0, "c01", 1.0))),
                new Phase("b", ClassMix.exactly(Map.of("c02", 20, "c00", 30)))));

    List<Stretch> played = scenario.play(DATASET, seed);

    assertThat(played).isEqualTo(scenario.play(DATASET, seed));
    assertThat(played).isNotEqualTo(scenario.play(DATASET, seed + 1));
  }

  @Test
  void exact_counts_come_exactly_and_shuffled() {
    ClassMix mix = ClassMix.exactly(Map.of("c00", 40, "c01", 20, "c02", 0));

    List<LabelledImage> images =
        new DriftScenario(List.of(new Phase("a", mix))).play(DATASET, 3).get(0).images();

    assertThat(DATASET.counts(images))
        .containsExactlyInAnyOrderEntriesOf(Map.of("c00", 40, "c01", 20, "c02", 0));
    assertThat(DATASET.counts(images.subList(0, 30)).get("c01")).isBetween(4, 16);
  }

  @Test
  void weighted_phases_follow_their_odds() {
    ClassMix mix = ClassMix.weighted(400, Map.of("c00", 6.0, "c01", 2.0, "c02", 0.0));

    List<LabelledImage> images =
        new DriftScenario(List.of(new Phase("a", mix))).play(DATASET, 3).get(0).images();

    assertThat(DATASET.counts(images).get("c00")).isCloseTo(300, within(40));
    assertThat(DATASET.counts(images).get("c02")).isZero();
  }

  @Test
  void a_ramp_goes_from_its_first_odds_to_its_last() {
    ClassMix mix = ClassMix.ramp(400, Map.of("c00", 1.0), Map.of("c01", 1.0));

    List<LabelledImage> images =
        new DriftScenario(List.of(new Phase("a", mix))).play(DATASET, 3).get(0).images();

    assertThat(images.get(0).label()).isEqualTo("c00");
    assertThat(images.get(399).label()).isEqualTo("c01");
    assertThat(DATASET.counts(images.subList(0, 100)).get("c00")).isGreaterThan(70);
    assertThat(DATASET.counts(images.subList(300, 400)).get("c01")).isGreaterThan(70);
  }

  @Test
  void a_class_that_runs_out_is_named_with_its_phase() {
    DriftScenario scenario =
        new DriftScenario(
            List.of(
                new Phase("before", ClassMix.exactly(Map.of("c00", 300))),
                new Phase("after", ClassMix.exactly(Map.of("c00", 101, "c01", 5)))));

    assertThatThrownBy(() -> scenario.play(DATASET, 1))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining(
            "phase 'after' runs out of 'c00' (asks for 101, has 100 left) in tiny");
  }

  @Test
  void a_class_that_the_data_set_does_not_have_is_named() {
    DriftScenario scenario =
        new DriftScenario(List.of(new Phase("a", ClassMix.exactly(Map.of("whale", 1)))));

    assertThatThrownBy(() -> scenario.play(DATASET, 1))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("no class 'whale'");
  }

  @Test
  void odds_that_are_no_odds_are_refused() {
    assertThatThrownBy(() -> ClassMix.weighted(1, Map.of("c00", -1.0)))
        .hasMessageContaining("odds");
    assertThatThrownBy(() -> ClassMix.weighted(1, Map.of("c00", 0.0))).hasMessageContaining("odds");
    assertThatThrownBy(() -> ClassMix.weighted(1, Map.of())).hasMessageContaining("odds");
    assertThatThrownBy(() -> ClassMix.exactly(Map.of("c00", -1))).hasMessageContaining("negative");
  }
}
