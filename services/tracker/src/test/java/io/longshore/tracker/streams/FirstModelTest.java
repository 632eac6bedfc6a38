package io.longshore.tracker.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.drift.DriftEvidence;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FirstModelTest {
  private final TrackedStream stream =
      new TrackedStream(
          Map.of(
              "first-model-labels", "100",
              "first-model-minimum", "20",
              "first-model-quiet", "PT10S",
              "retrain-cool-down-units", "150"));

  @AfterEach
  void close() {
    stream.close();
  }

  @Test
  void enough_labels_ask_for_the_first_model() {
    labels(100);
    assertThat(stream.adaptations()).as("the bucket is not over").isEmpty();
    labels(2);

    List<Adaptation> adaptations = stream.adaptations();

    assertThat(adaptations).hasSize(1);
    assertThat(adaptations.get(0).id()).isEqualTo("reef-retrain-1");
    assertThat(adaptations.get(0).gear()).isEqualTo(Gear.RETRAIN);
    assertThat(adaptations.get(0).reason()).isEqualTo("first model, from 100 labels of 2 classes");
    assertThat(adaptations.get(0).evidence()).isEqualTo(DriftEvidence.NONE);
    assertThat(adaptations.get(0).mix()).containsOnlyKeys("cat", "dog");
    assertThat(adaptations.get(0).offsets()).isEqualTo(Map.of(0, 100L));
  }

  @Test
  void fewer_are_enough_when_no_more_come() {
    labels(30);
    stream.quiet(Duration.ofSeconds(9));
    assertThat(stream.adaptations()).isEmpty();
    stream.quiet(Duration.ofSeconds(1));

    assertThat(stream.adaptations())
        .extracting(Adaptation::reason)
        .containsExactly("first model, from 30 labels of 2 classes");
  }

  @Test
  void a_handful_of_labels_is_not_enough_however_long_it_is_quiet() {
    labels(19);
    stream.quiet(Duration.ofHours(1));

    assertThat(stream.adaptations()).isEmpty();
  }

  @Test
  void one_class_cannot_be_learned() {
    for (int i = 0; i < 150; i++) {
      stream.label("cat");
    }
    stream.quiet(Duration.ofHours(1));

    assertThat(stream.adaptations()).isEmpty();
  }

  @Test
  void the_first_model_is_asked_for_once_until_the_cool_down_has_passed() {
    labels(249);
    stream.quiet(Duration.ofHours(1));
    assertThat(stream.adaptations()).hasSize(1);
    labels(1);
    stream.quiet(Duration.ofSeconds(2));

    assertThat(stream.adaptations()).extracting(Adaptation::id).containsExactly("reef-retrain-2");
  }

  @Test
  void with_a_live_model_no_first_one_is_asked_for() {
    stream.goLive(Map.of("cat", 500.0, "dog", 500.0));
    labels(120);
    stream.quiet(Duration.ofHours(1));

    assertThat(stream.adaptations()).isEmpty();
  }

  private void labels(int count) {
    for (int i = 0; i < count; i++) {
      stream.label(i % 2 == 0 ? "cat" : "dog");
    }
  }
}
