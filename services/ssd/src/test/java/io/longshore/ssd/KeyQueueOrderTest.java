package io.longshore.ssd;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.longshore.ssd.torch.Torch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The queue against a list from which the first is dropped. */
class KeyQueueOrderTest {

  @Property(tries = 100)
  void whatever_the_batches_it_holds_the_latest_keys_beside_their_classes(
      @ForAll @IntRange(min = 1, max = 12) int capacity,
      @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 15) Integer> batches) {
    Deque<Float> latest = new ArrayDeque<>();
    for (int i = 0; i < capacity; i++) {
      latest.addLast(-1f);
    }
    try (NDManager step = Torch.newManager();
        KeyQueue queue = new KeyQueue(capacity, 2, 1)) {
      int label = 0;

      for (int size : batches) {
        long[] labels = new long[size];
        float[] keys = new float[2 * size];
        for (int i = 0; i < size; i++) {
          labels[i] = label++;
          keys[2 * i] = labels[i];
          keys[2 * i + 1] = labels[i] + 0.5f;
          latest.addLast((float) labels[i]);
          latest.removeFirst();
        }
        queue.enqueue(step.create(keys, new Shape(size, 2)), step.create(labels));
      }

      float[] held = queue.labels(step).toFloatArray();
      float[] keys = queue.keys(step).toFloatArray();
      assertThat(held).containsExactlyInAnyOrder(floats(latest));
      for (int i = 0; i < capacity; i++) {
        if (held[i] >= 0) {
          assertThat(new float[] {keys[2 * i], keys[2 * i + 1]})
              .containsExactly(held[i], held[i] + 0.5f);
        }
      }
    }
  }

  private static float[] floats(Deque<Float> values) {
    float[] floats = new float[values.size()];
    int i = 0;
    for (float value : values) {
      floats[i++] = value;
    }
    return floats;
  }
}
