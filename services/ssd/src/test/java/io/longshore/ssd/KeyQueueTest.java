package io.longshore.ssd;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.longshore.ssd.torch.Torch;
import org.junit.jupiter.api.Test;

class KeyQueueTest {

  @Test
  void it_starts_with_directions_of_no_class() {
    try (NDManager step = Torch.newManager();
        KeyQueue queue = new KeyQueue(4, 3, 1)) {

      float[] labels = queue.labels(step).toFloatArray();
      float[] lengths = queue.keys(step).norm(new int[] {1}).toFloatArray();

      assertThat(labels).containsOnly(-1);
      assertThat(lengths).usingComparatorWithPrecision(1e-5f).containsOnly(1);
    }
  }

  @Test
  void the_first_key_in_is_the_first_out_also_across_the_end() {
    try (NDManager step = Torch.newManager();
        KeyQueue queue = new KeyQueue(4, 1, 1)) {
      enqueue(queue, step, 1, 2, 3);

      enqueue(queue, step, 4, 5, 6);

      assertThat(queue.keys(step).toFloatArray()).containsExactly(5, 6, 3, 4);
      assertThat(queue.labels(step).toFloatArray()).containsExactly(5, 6, 3, 4);
    }
  }

  @Test
  void keys_that_were_handed_out_do_not_move_when_others_come() {
    try (NDManager step = Torch.newManager();
        KeyQueue queue = new KeyQueue(2, 1, 1)) {
      enqueue(queue, step, 1, 2);
      var before = queue.keys(step);

      enqueue(queue, step, 3, 4);

      assertThat(before.toFloatArray()).containsExactly(1, 2);
    }
  }

  @Test
  void a_batch_larger_than_the_queue_leaves_its_latest_keys() {
    try (NDManager step = Torch.newManager();
        KeyQueue queue = new KeyQueue(2, 1, 1)) {

      enqueue(queue, step, 1, 2, 3, 4, 5);

      assertThat(queue.keys(step).toFloatArray()).containsExactlyInAnyOrder(4, 5);
    }
  }

  private static void enqueue(KeyQueue queue, NDManager step, int... values) {
    float[] keys = new float[values.length];
    long[] labels = new long[values.length];
    for (int i = 0; i < values.length; i++) {
      keys[i] = values[i];
      labels[i] = values[i];
    }
    queue.enqueue(step.create(keys, new Shape(keys.length, 1)), step.create(labels));
  }
}
