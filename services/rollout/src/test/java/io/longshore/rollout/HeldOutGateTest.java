package io.longshore.rollout;

import static io.longshore.rollout.Models.GATE;
import static io.longshore.rollout.Models.evaluation;
import static io.longshore.rollout.Models.model;
import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.model.Evaluation;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ParityReport;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HeldOutGateTest {

  @Test
  void a_first_model_that_beats_guessing_passes() {
    Verdict verdict = GATE.judge(model(1, 80, 60, 40), Optional.empty());

    assertThat(verdict).isInstanceOf(Verdict.Passed.class);
    assertThat(verdict.reason()).contains("few 40.0%", "balanced 60.0%", "300 images");
  }

  @Test
  void a_first_model_no_better_than_guessing_fails() {
    Verdict verdict = GATE.judge(model(1, 100, 5, 5), Optional.empty());

    assertThat(verdict.passed()).isFalse();
    assertThat(verdict.reason()).contains("not over guessing");
  }

  @Test
  void a_better_average_does_not_hide_a_worse_tail() {
    Verdict verdict = GATE.judge(model(2, 95, 80, 35), Optional.of(evaluation(80, 60, 40)));

    assertThat(verdict.passed()).isFalse();
    assertThat(verdict.reason()).contains("few accuracy falls from 40.0% to 35.0%");
  }

  @Test
  void a_fall_within_every_margin_passes() {
    Verdict verdict = GATE.judge(model(2, 78, 62, 39), Optional.of(evaluation(80, 60, 40)));

    assertThat(verdict.passed()).isTrue();
    assertThat(verdict.reason()).contains("many 80.0% -> 78.0%");
  }

  @Test
  void a_model_that_the_engines_disagree_on_fails() {
    ModelManifest model =
        Models.withParity(model(1, 80, 60, 40), new ParityReport(1000, 0.5, 998, 0.1));

    Verdict verdict = GATE.judge(model, Optional.empty());

    assertThat(verdict.passed()).isFalse();
    assertThat(verdict.reason()).contains("same class on 998 of 1000");
  }

  @Test
  void a_quantized_model_nearly_like_its_parent_is_judged_by_its_accuracy() {
    ModelManifest twin =
        Models.quantized(model(1, 79, 60, 40), new ParityReport(1000, 0.5, 981, 0.1));
    ModelManifest worse =
        Models.quantized(model(1, 79, 60, 35), new ParityReport(1000, 0.5, 981, 0.1));
    Optional<Evaluation> parent = Optional.of(evaluation(80, 60, 40));

    assertThat(GATE.judge(twin, parent).passed()).isTrue();
    assertThat(GATE.judge(worse, parent).passed()).isFalse();
  }

  @Test
  void a_quantized_model_unlike_its_parent_fails_however_accurate_it_is() {
    ModelManifest twin =
        Models.quantized(model(1, 90, 90, 90), new ParityReport(1000, 0.5, 899, 0.1));
    ModelManifest infinite =
        Models.quantized(
            model(1, 90, 90, 90), new ParityReport(1000, Double.POSITIVE_INFINITY, 1000, 0.1));

    Verdict verdict = GATE.judge(twin, Optional.of(evaluation(80, 60, 40)));

    assertThat(verdict.passed()).isFalse();
    assertThat(verdict.reason()).contains("same class on 899 of 1000", "at least 90.0%");
    assertThat(GATE.judge(infinite, Optional.empty()).passed()).isFalse();
  }

  @Test
  void a_model_without_enough_held_out_images_fails_and_says_which_setting_helps() {
    Verdict verdict = GATE.judge(Models.withoutHeldOut(1), Optional.empty());

    assertThat(verdict.passed()).isFalse();
    assertThat(verdict.reason()).contains("longshore.rollout.gate.minimum-images");
  }

  @Property
  void a_model_as_good_as_the_live_one_in_every_group_passes(
      @ForAll @IntRange(max = 100) int many,
      @ForAll @IntRange(max = 100) int medium,
      @ForAll @IntRange(max = 100) int few) {
    Evaluation live = evaluation(many, medium, few);

    Verdict verdict = GATE.judge(model(1, many, medium, few), Optional.of(live));

    assertThat(verdict.passed()).isTrue();
  }

  @Property
  void a_model_whose_tail_falls_by_more_than_its_margin_never_passes(
      @ForAll @IntRange(max = 100) int many,
      @ForAll @IntRange(max = 100) int medium,
      @ForAll @IntRange(min = 3, max = 100) int few,
      @ForAll @IntRange(min = 3, max = 100) int fall) {
    Evaluation live = evaluation(0, 0, few);

    Verdict verdict =
        GATE.judge(model(1, many, medium, Math.max(0, few - fall)), Optional.of(live));

    assertThat(verdict.passed()).isFalse();
  }
}
