package io.longshore.ssd;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.ssd.net.LinearHead;
import io.longshore.ssd.net.LinearLayer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;

class MovingAverageTest {

  @Property(tries = 50)
  void the_average_stays_between_its_arguments(
      @ForAll @FloatRange(min = -10, max = 10) float key,
      @ForAll @FloatRange(min = -10, max = 10) float query,
      @ForAll @FloatRange(min = 0, max = 1) float momentum) {
    try (LinearLayer k = layer(key);
        LinearLayer q = layer(query)) {

      new MovingAverage(momentum).update(k, q);

      float average = k.head().bias()[0];
      assertThat(average).isBetween(Math.min(key, query) - 1e-5f, Math.max(key, query) + 1e-5f);
      assertThat(q.head().bias()).containsExactly(query);
    }
  }

  private static LinearLayer layer(float value) {
    return LinearLayer.of("layer", new LinearHead(new float[] {value}, new float[] {value}));
  }
}
