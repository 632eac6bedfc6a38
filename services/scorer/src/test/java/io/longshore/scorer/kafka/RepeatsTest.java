package io.longshore.scorer.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.ClassProbability;
import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.prediction.Role;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatsTest {
  private final Repeats repeats = new Repeats(10);

  @Test
  void an_image_predicted_again_is_marked_and_otherwise_the_same() {
    Prediction first = prediction("a", 0, 1);
    Prediction again = prediction("a", 0, 2);

    assertThat(repeats.marked(first)).isSameAs(first);
    Prediction marked = repeats.marked(again);

    assertThat(marked.repeat()).isTrue();
    assertThat(marked).usingRecursiveComparison().ignoringFields("repeat").isEqualTo(again);
  }

  @Test
  void images_predicted_before_the_partition_was_taken_over_are_remembered() {
    repeats.begin(0, List.of(new ImageId("a")));

    assertThat(repeats.marked(prediction("a", 0, 9)).repeat()).isTrue();
    assertThat(repeats.marked(prediction("a", 1, 9)).repeat()).as("elsewhere").isFalse();
  }

  @Test
  void a_partition_taken_over_again_knows_only_what_is_on_its_topic() {
    repeats.marked(prediction("a", 0, 1));

    repeats.begin(0, List.of());

    assertThat(repeats.marked(prediction("a", 0, 1)).repeat()).isFalse();
  }

  private static Prediction prediction(String id, int partition, long offset) {
    return new Prediction(
        new ImageId(id),
        List.of(new ClassProbability("cat", 1)),
        new ModelVersion("0".repeat(64)),
        Role.LIVE,
        3,
        4,
        new ImageLocation(partition, offset),
        false,
        Instant.EPOCH);
  }
}
