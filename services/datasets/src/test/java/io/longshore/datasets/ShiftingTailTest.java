package io.longshore.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.datasets.DriftScenario.Stretch;
import io.longshore.domain.model.ShotGroup;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ShiftingTailTest {

  private static final Dataset DATASET = TinyDatasets.balanced(10, 6000);

  @Test
  void the_default_is_the_tail_of_4479_images_and_then_1500_of_another_mix() {
    List<Stretch> played = ShiftingTail.DEFAULT.scenario(DATASET.classes()).play(DATASET, 1);

    assertThat(played).extracting(Stretch::phase).containsExactly("before", "after");
    assertThat(DATASET.counts(played.get(0).images()).values())
        .containsExactly(2000, 1110, 616, 341, 189, 105, 58, 32, 18, 10);
    assertThat(DATASET.counts(played.get(1).images()).values())
        .containsExactly(39, 39, 39, 451, 451, 450, 19, 10, 1, 1);
  }

  @Property(tries = 50)
  void every_class_stays_in_its_group_over_both_phases(
      @ForAll @IntRange(min = 400, max = 2500) int largest,
      @ForAll @IntRange(min = 2, max = 200) int imbalance,
      @ForAll @IntRange(min = 500, max = 3000) int after) {
    DriftScenario scenario =
        new ShiftingTail(largest, imbalance, after).scenario(DATASET.classes());

    List<Stretch> played = scenario.play(DATASET, 1);

    List<LabelledImage> all = new ArrayList<>(played.get(0).images());
    all.addAll(played.get(1).images());
    assertThat(played.get(1).images()).hasSize(after);
    assertThat(groups(all)).isEqualTo(groups(played.get(0).images()));
  }

  @Test
  void a_tail_with_nothing_to_shift_is_refused() {
    ShiftingTail tiny = new ShiftingTail(50, 5, 100);

    assertThatThrownBy(() -> tiny.scenario(DATASET.classes()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nothing to shift");
  }

  private static List<ShotGroup> groups(List<LabelledImage> images) {
    return DATASET.counts(images).values().stream().map(ShotGroup::of).toList();
  }
}
