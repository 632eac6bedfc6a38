package io.longshore.ssd.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.Shape;
import io.longshore.ssd.fit.Optimization.Decayed;
import io.longshore.ssd.net.LinearHead;
import io.longshore.ssd.net.LinearLayer;
import io.longshore.ssd.torch.Torch;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class OptimizationTest {

  @Example
  void the_rate_rises_in_a_line_and_falls_by_half_a_cosine() {
    Optimization optimization = Optimization.sgd(12, 8, 0.1, 0).withWarmUp(2);

    assertThat(optimization.learningRateAt(1)).isCloseTo(0.05, within(1e-12));
    assertThat(optimization.learningRateAt(2)).isCloseTo(0.1, within(1e-12));
    assertThat(optimization.learningRateAt(7)).isCloseTo(0.05, within(1e-12));
    assertThat(optimization.learningRateAt(12)).isCloseTo(0, within(1e-12));
  }

  @Example
  void annealed_each_epoch_the_rate_stays_within_an_epoch() {
    Optimization optimization =
        Optimization.sgd(12, 8, 0.1, 0).withAnnealing(Optimization.Annealing.EACH_EPOCH);

    assertThat(optimization.learningRateAt(6.9)).isEqualTo(optimization.learningRateAt(6));
    assertThat(optimization.learningRateAt(6)).isCloseTo(0.05, within(1e-12));
  }

  @Property(tries = 200)
  void the_rate_never_leaves_zero_and_its_peak(
      @ForAll @DoubleRange(min = 0, max = 12) double epoch,
      @ForAll @DoubleRange(min = 0, max = 6) double warmUp) {
    Optimization optimization = Optimization.sgd(12, 8, 0.1, 0).withWarmUp(warmUp);

    assertThat(optimization.learningRateAt(epoch)).isBetween(0.0, 0.1);
  }

  @Example
  void a_step_is_that_of_momentum_with_the_rate_outside_the_velocity() {
    Optimization optimization = Optimization.sgd(1, 2, 1, 0.1);
    try (LinearLayer layer = layer(1, 1)) {
      try (Sgd sgd = new Sgd(layer.learned(), optimization)) {
        backward(layer); // gradient 1 for weight and bias

        sgd.step(0.5); // v = 1 + 0.1 * 1, w = 1 - 0.5 * 1.1
        backward(layer);
        sgd.step(0.1); // v = 0.9 * 1.1 + 1 + 0.1 * 0.45, w = 0.45 - 0.1 * 2.035
      }

      assertThat(layer.head().weight()[0]).isCloseTo(0.2465f, within(1e-6f));
      assertThat(layer.head().bias()[0]).isCloseTo(0.2465f, within(1e-6f));
    }
  }

  @Example
  void decay_may_leave_biases_alone() {
    Optimization optimization = Optimization.sgd(1, 2, 1, 0.1).withDecayOf(Decayed.WEIGHTS_ONLY);
    try (LinearLayer layer = layer(1, 1)) {
      try (Sgd sgd = new Sgd(layer.learned(), optimization)) {
        backward(layer);
        sgd.step(0.5);
      }

      assertThat(layer.head().weight()[0]).isCloseTo(0.45f, within(1e-6f));
      assertThat(layer.head().bias()[0]).isCloseTo(0.5f, within(1e-6f));
    }
  }

  @Example
  void a_gradient_longer_than_the_largest_is_shortened_as_a_whole() {
    Optimization optimization = Optimization.sgd(1, 2, 1, 0).withLargestGradient(0.5);
    try (LinearLayer layer = layer(1, 1)) {
      try (Sgd sgd = new Sgd(layer.learned(), optimization)) {
        backward(layer); // (1, 1), length sqrt 2
        sgd.step(1);
      }

      float moved = (float) (0.5 / Math.sqrt(2));
      assertThat(layer.head().weight()[0]).isCloseTo(1 - moved, within(1e-6f));
      assertThat(layer.head().bias()[0]).isCloseTo(1 - moved, within(1e-6f));
    }
  }

  @Example
  void numbers_that_cannot_train_are_refused() {
    assertThatThrownBy(() -> Optimization.sgd(0, 8, 0.1, 0)).hasMessageContaining("1 epoch");
    assertThatThrownBy(() -> Optimization.sgd(1, 8, 0, 0)).hasMessageContaining("learning rate");
  }

  private static LinearLayer layer(float weight, float bias) {
    return LinearLayer.of("layer", new LinearHead(new float[] {weight}, new float[] {bias}));
  }

  private static void backward(LinearLayer layer) {
    try (var step = Torch.newManager()) {
      var x = step.ones(new Shape(1, 1));
      Torch.differentiate(() -> layer.forward(x).sum());
    }
  }

  @Example
  void few_epochs_shorten_a_warm_up_that_many_keep() {
    Optimization long200 = Optimization.sgd(200, 128, 0.1, 5e-4).withWarmUp(5);

    assertThat(long200.withEpochs(400).warmUpEpochs()).isEqualTo(5);
    assertThat(long200.withEpochs(40).warmUpEpochs()).isEqualTo(5);
    assertThat(long200.withEpochs(20).warmUpEpochs()).isEqualTo(2.5);
  }
}
