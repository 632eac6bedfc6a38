package io.longshore.console.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.console.Records;
import io.longshore.domain.image.Split;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.Alongside;
import io.longshore.domain.prediction.ClassProbability;
import io.longshore.domain.prediction.Prediction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class JudgementsTest {
  private static final ModelVersion MODEL = Records.version(1);
  private static final ModelVersion OTHER = Records.version(2);

  private final List<JudgedImage> judged = new ArrayList<>();
  private final Judgements judgements = new Judgements(100, judged::add);

  @Test
  void a_prediction_meets_its_label_whichever_comes_first() {
    judgements.told(Records.prediction("a", "cat", MODEL));
    judgements.told(Records.label("a", "cat"));
    judgements.told(Records.label("b", "cat"));
    judgements.told(Records.prediction("b", "dog", MODEL));

    assertThat(judgements.of(MODEL)).isEqualTo(Map.of("cat", new Tally(1, 2)));
    assertThat(judged).extracting(JudgedImage::isRight).containsExactly(true, false);
    assertThat(judgements.answeredBy(MODEL)).isEqualTo(2);
  }

  @Test
  void a_repeated_prediction_and_a_second_label_count_nothing() {
    judgements.told(Records.prediction("a", "cat", MODEL));
    judgements.told(Records.label("a", "cat"));
    judgements.told(Records.label("a", "cat"));
    judgements.told(repeated(Records.prediction("a", "dog", MODEL)));

    assertThat(judgements.allOf(MODEL)).isEqualTo(new Tally(1, 1));
  }

  @Test
  void images_kept_back_for_judging_are_not_judged_here() {
    judgements.told(Records.prediction("a", "cat", MODEL));
    judgements.told(Records.label("a", "cat", Split.HOLDOUT, 0));

    assertThat(judgements.allOf(MODEL)).isEqualTo(Tally.NONE);
  }

  @Test
  void the_answer_beside_is_counted_for_the_model_that_gave_it() {
    Prediction prediction = Records.prediction("a", "cat", MODEL);
    judgements.told(
        new Prediction(
            prediction.image(),
            prediction.top(),
            MODEL,
            prediction.role(),
            1,
            1,
            prediction.source(),
            false,
            prediction.scoredAt(),
            Optional.of(new Alongside(OTHER, List.of(new ClassProbability("dog", 1))))));
    judgements.told(Records.label("a", "dog"));

    assertThat(judgements.of(MODEL)).isEqualTo(Map.of("dog", new Tally(0, 1)));
    assertThat(judgements.of(OTHER)).isEqualTo(Map.of("dog", new Tally(1, 1)));
  }

  @Test
  void what_waits_too_long_is_forgotten() {
    judgements.told(Records.prediction("first", "cat", MODEL));
    for (int i = 0; i < 100; i++) {
      judgements.told(Records.prediction("later-" + i, "cat", MODEL));
    }
    judgements.told(Records.label("first", "cat"));
    judgements.told(Records.label("later-99", "cat"));

    assertThat(judgements.allOf(MODEL)).isEqualTo(new Tally(1, 1));
  }

  @Property(tries = 200)
  void the_order_in_which_records_come_does_not_matter(@ForAll long seed) {
    var random = new Random(seed);
    var steps = new ArrayList<Consumer<Judgements>>();
    for (int i = 0; i < 30; i++) {
      String image = "image-" + i;
      String shown = random.nextBoolean() ? "cat" : "dog";
      String said = random.nextBoolean() ? "cat" : "dog";
      steps.add(j -> j.told(Records.prediction(image, said, MODEL)));
      if (random.nextBoolean()) {
        steps.add(j -> j.told(Records.label(image, shown)));
      }
    }

    var inOrder = new Judgements(100, image -> {});
    steps.forEach(step -> step.accept(inOrder));
    Collections.shuffle(steps, random);
    var shuffled = new Judgements(100, image -> {});
    steps.forEach(step -> step.accept(shuffled));

    assertThat(shuffled.of(MODEL)).isEqualTo(inOrder.of(MODEL));
  }

  private static Prediction repeated(Prediction prediction) {
    return new Prediction(
        prediction.image(),
        prediction.top(),
        prediction.model(),
        prediction.role(),
        prediction.planEpoch(),
        prediction.trimSequence(),
        prediction.source(),
        true,
        prediction.scoredAt());
  }
}
