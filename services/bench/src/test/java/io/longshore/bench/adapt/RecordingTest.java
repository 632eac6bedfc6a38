package io.longshore.bench.adapt;

import static io.longshore.bench.adapt.TinyStream.FIRST;
import static io.longshore.bench.adapt.TinyStream.NOON;
import static io.longshore.bench.adapt.TinyStream.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.bench.adapt.Question.Kind;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.ClassProbability;
import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.prediction.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordingTest {
  private static final TurningTail TAIL = new TurningTail(9, 9, 1, 2);

  private final List<Question> stream = new ArrayList<>();
  private final Map<ImageId, Instant> sent = new HashMap<>();
  private final List<Prediction> predictions = new ArrayList<>();

  private void ask(Kind kind, int at, String truth, ModelVersion by, ClassProbability... served) {
    String id = kind + "/" + at;
    stream.add(new Question(TinyStream.image(id, truth), kind, at));
    sent.put(new ImageId(id), NOON.plusSeconds(at));
    predictions.add(
        new Prediction(
            new ImageId(id),
            List.of(served),
            by,
            Role.LIVE,
            1,
            0,
            new ImageLocation(0, 0),
            false,
            NOON));
  }

  private static ClassProbability is(String name, double probability) {
    return new ClassProbability(name, (float) probability);
  }

  private AdaptRow row(AdaptPolicy policy) {
    var sheet = new AnswerSheet(sent.keySet());
    predictions.forEach(sheet::add);
    return new Recording(
            sheet,
            sent,
            Map.of(FIRST, NOON.minusSeconds(60), SECOND, NOON.plusSeconds(3)),
            Map.of(),
            List.of(),
            1)
        .row(
            new AdaptSettings(policy.word(), "tiny", 1, 9, 9, 1, 2, 10, ""),
            policy,
            stream,
            TAIL,
            TinyStream.CLASSES);
  }

  @Test
  void what_came_before_the_change_of_the_mix_is_told_apart() {
    ask(Kind.STREAM, 0, "ant", FIRST, is("ant", 1));
    ask(Kind.STREAM, 1, "bee", FIRST, is("ant", 1));
    ask(Kind.STREAM, 2, "ant", FIRST, is("ant", 1));

    AdaptScores scores = row(AdaptPolicy.NONE).scores();

    assertThat(scores.prequentialBefore()).isEqualTo(100);
    assertThat(scores.prequential()).isEqualTo(50);
    assertThat(scores.balanced()).isNaN();
  }

  @Test
  void an_answer_of_a_model_made_after_the_image_was_sent_is_not_judged() {
    ask(Kind.STREAM, 2, "ant", SECOND, is("ant", 1));
    ask(Kind.STREAM, 4, "ant", SECOND, is("bee", 1));

    AdaptRow row = row(AdaptPolicy.ALL);

    assertThat(row.unjudged()).isEqualTo(1);
    assertThat(row.scores().prequential()).isZero();
  }

  @Test
  void a_probe_is_never_learned_from_and_always_judged() {
    ask(Kind.PROBE, 2, "ant", SECOND, is("ant", 1));

    assertThat(row(AdaptPolicy.ALL).scores().balanced()).isEqualTo(100);
  }

  @Test
  void the_oracle_corrects_what_was_served_to_the_true_mix_of_the_moment() {
    ask(Kind.STREAM, 0, "ant", FIRST, is("cow", .6), is("ant", .4));
    ask(Kind.STREAM, 1, "cow", FIRST, is("cow", .6), is("ant", .4));
    ask(Kind.STREAM, 4, "cow", FIRST, is("ant", .6), is("cow", .4));

    AdaptScores scores = row(AdaptPolicy.ORACLE).scores();

    assertThat(scores.prequentialBefore()).isEqualTo(100);
    assertThat(scores.prequential()).isEqualTo(100);
    assertThat(row(AdaptPolicy.NONE).scores().prequential()).isEqualTo(50);
  }

  @Test
  void an_image_without_an_answer_is_an_error() {
    ask(Kind.STREAM, 1, "ant", FIRST, is("ant", 1));
    predictions.clear();

    assertThatThrownBy(() -> row(AdaptPolicy.NONE)).hasMessageContaining("STREAM/1");
  }
}
