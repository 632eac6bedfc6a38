package io.longshore.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.model.ClassEntry;
import io.longshore.domain.model.ClassResult;
import io.longshore.domain.model.Evaluation;
import io.longshore.domain.model.ShotGroup;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgingTest {
  private static final List<ClassEntry> CLASSES =
      List.of(new ClassEntry("many", 500, 1), new ClassEntry("few", 3, 1));

  @Test
  void each_class_is_judged_under_its_group() {
    Evaluation evaluation =
        Judging.of(CLASSES, new int[] {0, 0, 1, 1}, new float[] {2, 1, 0, 1, 0, 1, -1, 3});

    assertThat(evaluation.results())
        .containsExactly(
            new ClassResult("many", ShotGroup.MANY, 1, 2),
            new ClassResult("few", ShotGroup.FEW, 2, 2));
    assertThat(evaluation.balanced()).hasValue(0.75);
  }

  @Test
  void a_model_that_does_not_know_a_class_is_wrong_on_all_its_images() {
    Evaluation evaluation = Judging.of(CLASSES, new int[] {0, 1}, new float[] {1, 1});

    assertThat(evaluation.results()).extracting(ClassResult::correct).containsExactly(1, 0);
  }

  @Test
  void without_held_out_images_nothing_is_known() {
    Evaluation evaluation = Judging.of(CLASSES, new int[0], new float[0]);

    assertThat(evaluation.images()).isZero();
    assertThat(evaluation.balanced()).isEmpty();
  }

  @Test
  void of_equal_logits_the_first_counts() {
    assertThat(Judging.argmax(new float[] {9, 1, 5, 5}, 1, 3)).isEqualTo(1);
  }
}
