package io.longshore.tracker.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DecayedCountTest {

  @Test
  void a_unit_weighs_half_as_much_a_half_life_later() {
    var halfLife = new HalfLife(2_000);

    var count = DecayedCount.ZERO.plus(1, 500, halfLife);

    assertThat(count.valueAt(500, halfLife)).isEqualTo(1);
    assertThat(count.valueAt(2_500, halfLife)).isEqualTo(0.5);
    assertThat(count.valueAt(4_500, halfLife)).isEqualTo(0.25);
  }

  @Property(tries = 200)
  void touching_it_rarely_gives_the_same_as_decaying_it_at_every_unit(
      @ForAll @Size(max = 200) List<Boolean> ours,
      @ForAll @DoubleRange(min = 1, max = 1e5) double units) {
    var halfLife = new HalfLife(units);
    double eager = 0;
    var lazy = DecayedCount.ZERO;
    for (int now = 1; now <= ours.size(); now++) {
      eager = eager * halfLife.after(1) + (ours.get(now - 1) ? 1 : 0);
      lazy = ours.get(now - 1) ? lazy.plus(1, now, halfLife) : lazy;
    }

    assertThat(lazy.valueAt(ours.size(), halfLife)).isCloseTo(eager, within(1e-9));
  }
}
