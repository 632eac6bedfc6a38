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
import org.junit.jupiter.api.Test;

class LossesTest {

  @Test
  void cross_entropy_is_the_mean_of_minus_log_softmax_at_the_label() {
    try (NDManager step = Torch.newManager()) {
      NDArray z = step.create(new float[] {2, 0, 1, 1}, new Shape(2, 2));
      NDArray y = step.create(new long[] {0, 1});

      float loss = Losses.crossEntropy(z, y).getFloat();

      double first = Math.log(1 + Math.exp(-2));
      assertThat((double) loss).isCloseTo((first + Math.log(2)) / 2, within(1e-6));
    }
  }

  @Test
  void a_queued_key_of_the_same_class_gets_no_gradient_and_one_of_another_class_does() {
    try (NDManager step = Torch.newManager()) {
      NDArray q = directions(step, 2, 8, 1);
      NDArray k = directions(step, 2, 8, 2);
      NDArray y = step.create(new long[] {0, 0});
      NDArray queue = directions(step, 3, 8, 3);
      NDArray queueLabels = step.create(new float[] {0, 1, -1});
      queue.setRequiresGradient(true);

      Torch.differentiate(() -> Losses.contrastive(q, k, y, queue, queueLabels, 0.2));

      NDArray size = queue.getGradient().abs().sum(new int[] {1});
      assertThat(size.getFloat(0)).isZero();
      assertThat(size.getFloat(1)).isPositive();
      assertThat(size.getFloat(2)).isPositive();
    }
  }

  @Test
  void an_image_whose_whole_queue_is_of_its_class_has_no_contrastive_loss() {
    try (NDManager step = Torch.newManager()) {
      NDArray q = directions(step, 2, 8, 1);
      NDArray k = directions(step, 2, 8, 2);
      NDArray y = step.create(new long[] {4, 4});
      NDArray queue = directions(step, 5, 8, 3);

      float loss = Losses.contrastive(q, k, y, queue, step.full(new Shape(5), 4f), 0.2).getFloat();

      assertThat(loss).isZero();
    }
  }

  @Test
  void the_contrastive_loss_of_random_directions_is_about_log_of_one_plus_the_negatives() {
    try (NDManager step = Torch.newManager()) {
      NDArray q = directions(step, 64, 128, 1);
      NDArray k = directions(step, 64, 128, 2);
      NDArray y = step.zeros(new Shape(64));
      NDArray queue = directions(step, 1000, 128, 3);
      float[] labels = new float[1000];
      for (int i = 0; i < 1000; i++) {
        labels[i] = i < 400 ? 0 : 1; // 600 negatives
      }

      float loss = Losses.contrastive(q, k, y, queue, step.create(labels), 1).getFloat();

      assertThat((double) loss).isCloseTo(Math.log(1 + 600), within(0.05));
    }
  }

  @Test
  void distillation_is_zero_without_gradient_when_the_student_says_what_the_teacher_says() {
    try (NDManager step = Torch.newManager()) {
      NDArray t = step.create(new float[] {3, -1, 0.5f, 0, 0, 7}, new Shape(2, 3));
      NDArray u = t.duplicate();
      u.setRequiresGradient(true);

      float loss = Torch.differentiate(() -> Losses.distillation(u, t, 2));

      assertThat(loss).isZero();
      assertThat(u.getGradient().abs().max().getFloat()).isLessThan(1e-7f);
    }
  }

  @Property(tries = 50)
  void distillation_is_the_tempered_divergence_times_the_squared_temperature(
      @ForAll @DoubleRange(min = -5, max = 5) double a,
      @ForAll @DoubleRange(min = -5, max = 5) double b,
      @ForAll @DoubleRange(min = 0.5, max = 4) double temperature) {
    double p = 1 / (1 + Math.exp(-a / temperature));
    double q = 1 / (1 + Math.exp(-b / temperature));
    double divergence = p * Math.log(p / q) + (1 - p) * Math.log((1 - p) / (1 - q));
    try (NDManager step = Torch.newManager()) {
      NDArray t = step.create(new float[] {(float) a, 0}, new Shape(1, 2));
      NDArray u = step.create(new float[] {(float) b, 0}, new Shape(1, 2));

      double loss = Losses.distillation(u, t, temperature).getFloat();

      assertThat(loss)
          .isCloseTo(temperature * temperature * divergence, within(1e-4))
          .isGreaterThan(-1e-5);
    }
  }

  private static NDArray directions(NDManager step, int count, int width, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[count * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return step.create(values, new Shape(count, width)).normalize(2, 1);
  }
}
