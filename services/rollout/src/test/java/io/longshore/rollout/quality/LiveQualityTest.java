package io.longshore.rollout.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.image.Split;
import io.longshore.domain.label.Label;
import io.longshore.domain.model.ArtifactRef;
import io.longshore.domain.model.ClassEntry;
import io.longshore.domain.model.Evaluation;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelRecipe;
import io.longshore.domain.model.ParityReport;
import io.longshore.domain.model.Provenance;
import io.longshore.domain.prediction.ClassProbability;
import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.prediction.Role;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveQualityTest {
  private static final ModelManifest LIVE = model(1);

  private final LiveQuality quality = new LiveQuality(100, 10);

  @BeforeEach
  void serving() {
    quality.serving(LIVE);
  }

  @Test
  void an_answer_is_judged_when_its_label_comes_and_when_it_came_before() {
    answer("a", "cat", 0.9f);
    quality.labelled(label("a", "cat"));
    quality.labelled(label("b", "newt"));
    answer("b", "cat", 0.8f);

    assertThat(of("all").images()).isEqualTo(2);
    assertThat(of("all").accuracy()).isEqualTo(0.5);
    assertThat(of("many").accuracy()).isEqualTo(1);
    assertThat(of("few").accuracy()).isZero();
  }

  @Test
  void recall_weighs_classes_alike_and_accuracy_images() {
    for (int i = 0; i < 8; i++) {
      judged("cat " + i, "cat", "cat", 1);
    }
    judged("newt 0", "newt", "cat", 1);
    judged("newt 1", "newt", "newt", 1);

    assertThat(of("all").accuracy()).isCloseTo(0.9, within(1e-12));
    assertThat(of("all").recall()).isCloseTo(0.75, within(1e-12));
    assertThat(of("all").worstRecall()).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void calibration_error_is_the_gap_between_confidence_and_accuracy_bin_by_bin() {
    judged("a", "cat", "cat", 0.9f);
    judged("b", "newt", "cat", 0.9f);
    judged("c", "cat", "cat", 0.3f);
    judged("d", "newt", "cat", 0.3f);

    // |1 - 1.8| and |1 - 0.6|, of four images
    assertThat(of("all").calibrationError()).isCloseTo((0.8 + 0.4) / 4, within(1e-6));
    assertThat(of("all").confidence()).isCloseTo(0.6, within(1e-6));
  }

  @Test
  void a_window_holds_the_latest_and_the_few_have_one_of_their_own() {
    judged("newt", "newt", "newt", 1);
    for (int i = 0; i < 30; i++) {
      judged("cat " + i, "cat", i < 20 ? "newt" : "cat", 1);
    }

    assertThat(of("many").images()).isEqualTo(10);
    assertThat(of("many").accuracy()).isEqualTo(1);
    assertThat(of("few").images()).isEqualTo(1);
  }

  @Test
  void another_model_begins_anew_and_answers_of_the_one_before_say_nothing() {
    judged("a", "cat", "cat", 1);
    ModelManifest next = model(2);

    quality.serving(next);
    judged("b", "cat", "cat", 1);

    assertThat(quality.qualities()).isEmpty();
  }

  @Test
  void an_image_that_is_sent_again_is_judged_once() {
    judged("a", "cat", "cat", 1);
    quality.predicted(prediction("a", "newt", 1, true));
    quality.labelled(label("a", "cat"));

    assertThat(of("all").images()).isEqualTo(1);
  }

  @Test
  void a_class_that_the_model_does_not_know_is_one_of_few() {
    judged("a", "okapi", "cat", 1);

    assertThat(of("few").accuracy()).isZero();
    assertThat(quality.groupOf("okapi")).isEqualTo("few");
  }

  @Test
  void halves_that_never_meet_are_forgotten() {
    for (int i = 0; i < 101; i++) {
      answer("image " + i, "cat", 1);
    }

    quality.labelled(label("image 0", "cat"));
    quality.labelled(label("image 100", "cat"));

    assertThat(of("all").images()).isEqualTo(1);
  }

  private Quality of(String group) {
    return Objects.requireNonNull(quality.qualities().get(group), group);
  }

  private void judged(String image, String shown, String said, float confidence) {
    answer(image, said, confidence);
    quality.labelled(label(image, shown));
  }

  private void answer(String image, String said, float confidence) {
    quality.predicted(prediction(image, said, confidence, /* repeat= */ false));
  }

  private static Prediction prediction(
      String image, String said, float confidence, boolean repeat) {
    return new Prediction(
        new ImageId(image.replace(' ', '-')),
        List.of(new ClassProbability(said, confidence)),
        LIVE.version(),
        Role.LIVE,
        1,
        0,
        new ImageLocation(0, 0),
        repeat,
        Instant.EPOCH);
  }

  private static Label label(String image, String className) {
    return new Label(
        new ImageId(image.replace(' ', '-')),
        className,
        new ImageLocation(0, 0),
        "unit",
        Split.STREAM,
        Instant.EPOCH);
  }

  private static ModelManifest model(long seed) {
    var recipe =
        new ModelRecipe(
            "default",
            Gear.RETRAIN,
            Optional.empty(),
            List.of(new ClassEntry("cat", 500, 1), new ClassEntry("newt", 5, 1)),
            new ImageShape(28, 28, 1),
            64,
            new Provenance(
                "test", new TreeMap<>(), "test", seed, new TreeMap<>(), new TreeMap<>(), "cpu"));
    var artifact = new ArtifactRef("a".repeat(64), 1, 0);
    return new ModelManifest(
        recipe,
        artifact,
        artifact,
        Evaluation.NONE,
        Optional.empty(),
        new ParityReport(0, 0, 0, 0),
        Instant.EPOCH);
  }
}
