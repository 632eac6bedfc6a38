package io.longshore.ssd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.longshore.ssd.torch.Torch;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Which queued keys are negatives, for any classes in batch and queue. */
class ContrastiveMaskTest {
  private static final int WIDTH = 4;
  private static final double TEMPERATURE = 0.2;

  @Property(tries = 100)
  void the_loss_is_the_formula_over_the_keys_of_other_and_of_no_classes(
      @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 0, max = 3) Integer> classes,
      @ForAll @Size(min = 1, max = 10) List<@IntRange(min = -1, max = 3) Integer> queued,
      @ForAll long seed) {
    float[] q = directions(classes.size(), seed);
    float[] k = directions(classes.size(), seed + 1);
    float[] keys = directions(queued.size(), seed + 2);

    double loss;
    try (NDManager step = Torch.newManager()) {
      loss = loss(step, q, k, classes, array(step, keys), queued).getFloat();
    }

    double expected = 0;
    for (int i = 0; i < classes.size(); i++) {
      double positive = Math.exp(dot(q, i, k, i) / TEMPERATURE);
      double all = positive;
      for (int j = 0; j < queued.size(); j++) {
        if (!queued.get(j).equals(classes.get(i))) {
          all += Math.exp(dot(q, i, keys, j) / TEMPERATURE);
        }
      }
      expected -= Math.log(positive / all) / classes.size();
    }
    assertThat(loss).isCloseTo(expected, within(1e-4));
  }

  @Property(tries = 100)
  void a_queued_key_pulls_exactly_if_some_image_is_of_another_class(
      @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 0, max = 2) Integer> classes,
      @ForAll @Size(min = 1, max = 8) List<@IntRange(min = -1, max = 2) Integer> queued,
      @ForAll long seed) {
    float[] q = directions(classes.size(), seed);
    float[] k = directions(classes.size(), seed + 1);
    try (NDManager step = Torch.newManager()) {
      NDArray keys = array(step, directions(queued.size(), seed + 2));
      keys.setRequiresGradient(true);

      Torch.differentiate(() -> loss(step, q, k, classes, keys, queued));

      float[] pull = keys.getGradient().abs().sum(new int[] {1}).toFloatArray();
      for (int j = 0; j < pull.length; j++) {
        int label = queued.get(j);
        boolean negative = classes.stream().anyMatch(c -> c != label);
        assertThat(pull[j] > 0).as("key %s of class %s", j, label).isEqualTo(negative);
      }
    }
  }

  private static NDArray loss(
      NDManager step,
      float[] q,
      float[] k,
      List<Integer> classes,
      NDArray keys,
      List<Integer> queued) {
    NDArray y = step.create(classes.stream().mapToLong(c -> c).toArray());
    float[] labels = new float[queued.size()];
    for (int j = 0; j < labels.length; j++) {
      labels[j] = queued.get(j);
    }
    return Losses.contrastive(
        array(step, q), array(step, k), y, keys, step.create(labels), TEMPERATURE);
  }

  private static NDArray array(NDManager step, float[] rows) {
    return step.create(rows, new Shape(rows.length / WIDTH, WIDTH));
  }

  private static double dot(float[] a, int i, float[] b, int j) {
    double sum = 0;
    for (int d = 0; d < WIDTH; d++) {
      sum += a[i * WIDTH + d] * b[j * WIDTH + d];
    }
    return sum;
  }

  /** Rows of length 1. */
  private static float[] directions(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] rows = new float[count * WIDTH];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) random.nextGaussian();
    }
    for (int i = 0; i < count; i++) {
      double length = Math.sqrt(dot(rows, i, rows, i));
      for (int d = 0; d < WIDTH; d++) {
        rows[i * WIDTH + d] /= (float) length;
      }
    }
    return rows;
  }
}
