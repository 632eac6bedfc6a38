package io.longshore.console.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.console.Records;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class DriftHistoryTest {

  @Property
  void however_long_it_is_its_points_are_few_and_in_order_from_the_first_to_the_latest(
      @ForAll @IntRange(min = 4, max = 60) int most,
      @ForAll @IntRange(min = 1, max = 2_000) int n) {
    var history = new DriftHistory(most);

    for (int i = 0; i < n; i++) {
      history.add(point(i));
    }

    List<Long> units = history.points().stream().map(DriftPoint::units).toList();
    assertThat(units).hasSizeLessThanOrEqualTo(most).isSorted().doesNotHaveDuplicates();
    assertThat(units.get(0)).isZero();
    assertThat(units.get(units.size() - 1)).isEqualTo(n - 1);
    assertThat(units).hasSizeGreaterThanOrEqualTo(Math.min(n, most / 2));
  }

  @Property
  void points_stand_as_far_apart_everywhere_but_at_the_end(
      @ForAll @IntRange(min = 4, max = 40) int most,
      @ForAll @IntRange(min = 3, max = 1_000) int n) {
    var history = new DriftHistory(most);

    for (int i = 0; i < n; i++) {
      history.add(point(i));
    }

    List<Long> units = history.points().stream().map(DriftPoint::units).toList();
    long stride = units.size() > 1 ? units.get(1) - units.get(0) : 1;
    for (int i = 2; i < units.size() - 1; i++) {
      assertThat(units.get(i) - units.get(i - 1)).isEqualTo(stride);
    }
  }

  private static DriftPoint point(int number) {
    return new DriftPoint(Records.at(number), 0, 4.6, 0, 0, 0.05, number, number, Optional.empty());
  }
}
