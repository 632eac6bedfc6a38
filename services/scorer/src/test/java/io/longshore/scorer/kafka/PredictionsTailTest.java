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

class PredictionsTailTest {

  @Test
  void work_goes_on_after_the_last_predicted_image() {
    PredictionsTail tail = tail(of("a", 0, 10), of("b", 0, 12));

    assertThat(tail.next()).hasValue(13);
    assertThat(tail.images()).containsExactly(new ImageId("a"), new ImageId("b"));
  }

  @Test
  void without_predictions_the_committed_offset_decides() {
    assertThat(tail().next()).isEmpty();
  }

  @Test
  void predictions_of_images_elsewhere_say_nothing_of_this_partition() {
    PredictionsTail tail = tail(of("a", 0, 10), of("b", 1, 999));

    assertThat(tail.next()).hasValue(11);
  }

  private static PredictionsTail tail(Prediction... predictions) {
    var tail = new PredictionsTail(0);
    List.of(predictions).forEach(tail::add);
    return tail;
  }

  private static Prediction of(String id, int partition, long offset) {
    return new Prediction(
        new ImageId(id),
        List.of(new ClassProbability("bag", 1)),
        new ModelVersion("0".repeat(64)),
        Role.LIVE,
        1,
        0,
        new ImageLocation(partition, offset),
        false,
        Instant.EPOCH);
  }
}
