package io.longshore.ssd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AveragedStudentTest {

  @Test
  void an_early_average_forgets_its_start_and_a_late_one_keeps_its_momentum() {
    StudentAverage average = new StudentAverage(0.99);

    assertThat(average.atStep(0).momentum()).isEqualTo(0.1);
    assertThat(average.atStep(90).momentum()).isEqualTo(0.91);
    assertThat(average.atStep(10_000).momentum()).isEqualTo(0.99);
  }

  @Test
  void the_averaged_student_is_another_one_with_statistics_of_its_own() {
    SsdParameters tiny = SsdParameters.tiny();
    SsdParameters averaging = tiny.with(tiny.selfDistillation().with(new StudentAverage(0.9)));
    var examples = LongTail.images(1);
    try (TrainedModel last = Ssd.with(tiny).train(examples);
        TrainedModel averaged = Ssd.with(averaging).train(examples)) {

      float[] kernel = averaged.encoder().stem().convolution().kernel();
      float[] mean = averaged.encoder().stem().convolution().mean();

      assertThat(kernel)
          .isNotEqualTo(last.encoder().stem().convolution().kernel())
          .doesNotContain(Float.NaN);
      assertThat(mean).isNotEqualTo(last.encoder().stem().convolution().mean());
      assertThat(averaged.teacher().orElseThrow().scales())
          .isEqualTo(last.teacher().orElseThrow().scales());
    }
  }

  @Test
  void a_momentum_that_never_takes_anything_in_is_refused() {
    assertThatThrownBy(() -> new StudentAverage(1)).hasMessageContaining("[0, 1)");
  }
}
