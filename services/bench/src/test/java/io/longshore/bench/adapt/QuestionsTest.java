package io.longshore.bench.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.bench.adapt.Question.Kind;
import io.longshore.datasets.Dataset;
import io.longshore.datasets.DatasetException;
import io.longshore.datasets.LabelledImage;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuestionsTest {
  private static final TurningTail TAIL = new TurningTail(40, 10, 20, 60);
  private static final Dataset DATASET = TinyStream.dataset(200, 60);

  @Test
  void the_stream_turns_from_the_tail_to_all_alike_to_the_tail_reversed() {
    assertThat(TAIL.odds(TurningTail.Part.FORWARD, DATASET.classes()))
        .hasToString("{ant=40.0, bee=12.0, cow=4.0}");
    assertThat(TAIL.odds(TurningTail.Part.UNIFORM, DATASET.classes()).values()).containsOnly(1.0);
    assertThat(TAIL.odds(TurningTail.Part.BACKWARD, DATASET.classes()))
        .containsEntry("cow", 40.0)
        .containsEntry("ant", 4.0);
    assertThat(TAIL.turns()).containsExactly(20, 80);
    assertThat(TAIL.partAt(19)).isEqualTo(TurningTail.Part.FORWARD);
    assertThat(TAIL.partAt(80)).isEqualTo(TurningTail.Part.BACKWARD);
  }

  @Test
  void the_same_seed_asks_the_same() {
    List<Question> once = Questions.of(DATASET, TAIL, 3).stream();

    assertThat(Questions.of(DATASET, TAIL, 3).stream()).isEqualTo(once);
    assertThat(Questions.of(DATASET, TAIL, 4).stream()).isNotEqualTo(once);
  }

  @Test
  void no_image_is_sent_twice() {
    Questions questions = Questions.of(DATASET, TAIL, 1);

    var images = new HashSet<LabelledImage>(questions.first());
    images.addAll(questions.gate());
    questions.stream().forEach(question -> images.add(question.image()));

    assertThat(images)
        .hasSize(questions.first().size() + questions.gate().size() + questions.stream().size());
  }

  @Test
  void probes_are_held_out_and_balanced_and_spread_over_the_stream() {
    List<Question> probes =
        Questions.of(DATASET, TAIL, 1).stream().stream()
            .filter(question -> question.kind() == Kind.PROBE)
            .toList();

    assertThat(probes).hasSize(TAIL.labels());
    assertThat(probes).allSatisfy(p -> assertThat(p.image().id().value()).startsWith("test/"));
    assertThat(DATASET.counts(probes.subList(0, 30).stream().map(Question::image).toList()))
        .containsValues(10)
        .doesNotContainValue(9);
    assertThat(probes).extracting(Question::at).isSorted().startsWith(0).endsWith(139);
  }

  @Test
  void probes_that_are_too_few_are_spread_out() {
    List<Question> probes =
        Questions.of(TinyStream.dataset(200, 10), TAIL, 1).stream().stream()
            .filter(question -> question.kind() == Kind.PROBE)
            .toList();

    assertThat(probes).hasSize(24);
    assertThat(probes).extracting(Question::at).isSorted().startsWith(0).doesNotHaveDuplicates();
    assertThat(probes.get(23).at()).isGreaterThan(130);
  }

  @Test
  void a_class_that_runs_out_is_named() {
    assertThatThrownBy(() -> Questions.of(TinyStream.dataset(50, 10), TAIL, 1))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("'ant'");
  }
}
