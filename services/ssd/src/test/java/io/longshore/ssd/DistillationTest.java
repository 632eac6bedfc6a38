package io.longshore.ssd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.longshore.ssd.torch.Torch;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;

/** What a divergence must obey, for any number of classes. */
class DistillationTest {

  @Property(tries = 50)
  void it_is_never_negative(
      @ForAll @IntRange(min = 1, max = 20) int classes,
      @ForAll @DoubleRange(min = 0.5, max = 8) double temperature,
      @ForAll long seed) {
    try (NDManager step = Torch.newManager()) {
      NDArray u = logits(step, 3, classes, seed);
      NDArray t = logits(step, 3, classes, seed + 1);

      float loss = Losses.distillation(u, t, temperature).getFloat();

      assertThat(loss).isGreaterThanOrEqualTo(-1e-5f);
    }
  }

  @Property(tries = 50)
  void a_constant_added_to_the_logits_of_an_image_changes_nothing(
      @ForAll @FloatRange(min = -20, max = 20) float constant, @ForAll long seed) {
    try (NDManager step = Torch.newManager()) {
      NDArray u = logits(step, 3, 6, seed);
      NDArray t = logits(step, 3, 6, seed + 1);
      double loss = Losses.distillation(u, t, 2).getFloat();

      assertThat((double) Losses.distillation(u.add(constant), t, 2).getFloat())
          .isCloseTo(loss, within(1e-4));
      assertThat((double) Losses.distillation(u, t.add(constant), 2).getFloat())
          .isCloseTo(loss, within(1e-4));
    }
  }

  @Property(tries = 50)
  void its_gradient_is_the_difference_of_the_tempered_probabilities(
      @ForAll @IntRange(min = 2, max = 8) int classes,
      @ForAll @DoubleRange(min = 0.5, max = 8) double temperature,
      @ForAll long seed) {
    try (NDManager step = Torch.newManager()) {
      NDArray u = logits(step, 3, classes, seed);
      NDArray t = logits(step, 3, classes, seed + 1);
      u.setRequiresGradient(true);

      Torch.differentiate(() -> Losses.distillation(u, t, temperature));

      float[] gradient = u.getGradient().toFloatArray();
      float[] q = Losses.times(u, 1 / temperature).softmax(1).toFloatArray();
      float[] p = Losses.times(t, 1 / temperature).softmax(1).toFloatArray();
      for (int i = 0; i < gradient.length; i++) {
        assertThat((double) gradient[i]).isCloseTo(temperature / 3 * (q[i] - p[i]), within(1e-4));
      }
    }
  }

  private static NDArray logits(NDManager step, int batch, int classes, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[batch * classes];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (3 * random.nextGaussian());
    }
    return step.create(values, new Shape(batch, classes));
  }
}
