package io.longshore.ssd;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.longshore.ssd.torch.Torch;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class KeyChunksTest {

  @Property(tries = 50)
  void keys_come_back_in_their_order_from_parts_of_at_least_two(
      @ForAll @IntRange(min = 2, max = 33) int batch,
      @ForAll @IntRange(min = 1, max = 8) int count,
      @ForAll long seed) {
    List<Long> parts = new ArrayList<>();
    try (NDManager step = Torch.newManager()) {
      NDArray x = step.arange(0f, batch, 1f);

      NDArray features =
          new KeyChunks(count)
              .features(
                  x,
                  new SplittableRandom(seed),
                  part -> {
                    parts.add(part.size());
                    return part.add(1);
                  });

      assertThat(features.sub(x).toFloatArray()).hasSize(batch).containsOnly(1);
      assertThat(parts).hasSizeLessThanOrEqualTo(count).allMatch(size -> size >= 2);
    }
  }

  @Test
  void parts_are_drawn_across_the_batch() {
    List<float[]> parts = new ArrayList<>();
    try (NDManager step = Torch.newManager()) {
      NDArray x = step.arange(0f, 32, 1f);

      new KeyChunks(2)
          .features(
              x,
              new SplittableRandom(1),
              part -> {
                parts.add(part.toFloatArray());
                return part;
              });

      assertThat(parts).hasSize(2);
      assertThat(parts.get(0)).hasSize(16);
      assertThat(IntStream.range(0, 16).filter(i -> parts.get(0)[i] >= 16).count())
          .isBetween(3L, 13L);
    }
  }
}
