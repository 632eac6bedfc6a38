package io.longshore.domain.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private static final Evaluation EVALUATION =
      new Evaluation(
          List.of(
              new ClassResult("cat", ShotGroup.MANY, 90, 100),
              new ClassResult("dog", ShotGroup.MANY, 7, 10),
              new ClassResult("newt", ShotGroup.FEW, 1, 5),
              new ClassResult("yeti", ShotGroup.FEW, 0, 0)));

  @Test
  void each_class_weighs_the_same_in_its_group() {
    assertThat(EVALUATION.accuracy(ShotGroup.MANY)).hasValue(0.8);
  }

  @Test
  void a_class_without_held_out_images_is_left_out() {
    assertThat(EVALUATION.accuracy(ShotGroup.FEW)).hasValue(0.2);
    assertThat(EVALUATION.balanced()).hasValue((0.9 + 0.7 + 0.2) / 3);
  }

  @Test
  void a_group_without_classes_has_no_accuracy() {
    assertThat(EVALUATION.accuracy(ShotGroup.MEDIUM)).isEmpty();
    assertThat(Evaluation.NONE.balanced()).isEmpty();
  }

  @Test
  void images_are_those_of_all_classes() {
    assertThat(EVALUATION.images()).isEqualTo(115);
  }

  @Test
  void more_right_than_there_are_is_refused() {
    assertThatThrownBy(() -> new ClassResult("cat", ShotGroup.FEW, 3, 2))
        .hasMessage("cat: 3 correct of 2");
  }
}
