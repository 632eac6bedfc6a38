package io.longshore.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class TopicsTest {

  @Test
  void all_topics_are_listed_once() {
    List<String> names = Topics.all().stream().map(Topic::name).toList();

    assertThat(names)
        .doesNotHaveDuplicates()
        .containsExactlyElementsOf(TypedTopic.all().stream().map(t -> t.topic().name()).toList());
  }

  @Test
  void every_service_has_a_topic_of_its_own_rejects() {
    assertThat(Topics.rejects(Writer.SCORER).name()).isEqualTo("rejects-scorer");
    assertThat(Topics.all().stream().map(Topic::name).filter(n -> n.startsWith("rejects-")))
        .containsExactly(
            "rejects-ingest",
            "rejects-tracker",
            "rejects-trainer",
            "rejects-rollout",
            "rejects-scorer");
  }

  @Test
  void an_operator_refuses_no_records() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Topics.rejects(Writer.OPERATOR))
        .withMessage("operator refuses no records");
  }
}
