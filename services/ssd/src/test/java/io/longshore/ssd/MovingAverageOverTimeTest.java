package io.longshore.ssd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.longshore.ssd.golden.GoldenNetworks;
import io.longshore.ssd.net.LinearHead;
import io.longshore.ssd.net.LinearLayer;
import io.longshore.ssd.net.ResNet;
import io.longshore.ssd.net.Tensor;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;

class MovingAverageOverTimeTest {

  @Property(tries = 50)
  void the_distance_to_a_network_that_stands_still_falls_by_the_momentum_each_time(
      @ForAll @FloatRange(min = -10, max = 10) float key,
      @ForAll @FloatRange(min = -10, max = 10) float query,
      @ForAll @FloatRange(min = 0, max = 1) float momentum,
      @ForAll @IntRange(min = 1, max = 20) int updates) {
    try (LinearLayer k = layer(key);
        LinearLayer q = layer(query)) {

      for (int i = 0; i < updates; i++) {
        new MovingAverage(momentum).update(k, q);
      }

      double expected = query + Math.pow(momentum, updates) * (key - query);
      assertThat((double) k.head().bias()[0]).isCloseTo(expected, within(1e-4));
    }
  }

  @Example
  void it_moves_what_is_learned_and_leaves_running_statistics() {
    try (ResNet key = GoldenNetworks.rgb();
        ResNet query = GoldenNetworks.rgb()) {
      query.tensors().forEach(t -> t.value().addi(1));
      List<float[]> statistics = values(GoldenNetworks.statistics(key));

      new MovingAverage(0).update(key, query);

      assertThat(values(GoldenNetworks.statistics(key))).containsExactlyElementsOf(statistics);
      assertThat(values(key.learned())).containsExactlyElementsOf(values(query.learned()));
    }
  }

  private static List<float[]> values(List<Tensor> tensors) {
    return tensors.stream().map(Tensor::toArray).toList();
  }

  private static LinearLayer layer(float value) {
    return LinearLayer.of("layer", new LinearHead(new float[] {value}, new float[] {value}));
  }
}
