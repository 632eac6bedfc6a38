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
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PredictionsTailTest {
  private static final OptionalLong NEVER = OptionalLong.empty();

  @Test
  void work_goes_on_after_the_last_of_images_that_were_all_predicted() {
    ResumePoint point = ResumePoint.of(whole(0, 1, 2, 3), OptionalLong.of(2), 0);

    assertThat(point.next()).isEqualTo(4);
    assertThat(point.predicted()).isEmpty();
  }

  @Test
  void an_image_whose_prediction_was_given_up_is_scored_and_those_after_it_are_passed_over() {
    ResumePoint point = ResumePoint.of(whole(0, 1, 2, 4, 5, 8), OptionalLong.of(2), 0);

    assertThat(point.next()).isEqualTo(3);
    assertThat(point.predicted()).containsExactlyInAnyOrder(4L, 5L, 8L);
  }

  @Test
  void a_prediction_that_came_to_its_topic_late_and_out_of_order_counts_like_any_other() {
    ResumePoint point = ResumePoint.of(whole(2, 4, 5, 3), OptionalLong.of(2), 0);

    assertThat(point.next()).isEqualTo(6);
  }

  @Test
  void what_was_committed_is_done_with_or_without_a_prediction() {
    ResumePoint point = ResumePoint.of(whole(0, 3), OptionalLong.of(7), 0);

    assertThat(point.next()).isEqualTo(7);
    assertThat(point.predicted()).isEmpty();
  }

  @Test
  void without_a_commit_work_begins_at_the_first_image_without_a_prediction() {
    assertThat(ResumePoint.of(whole(), NEVER, 0).next()).isZero();
    assertThat(ResumePoint.of(whole(0, 1, 3), NEVER, 0).next()).isEqualTo(2);
    assertThat(ResumePoint.of(whole(), NEVER, 40).next()).isEqualTo(40);
  }

  @Test
  void images_before_a_tail_that_is_not_the_whole_are_done_whatever_was_committed() {
    PredictionsTail tail = tail(false, of("a", 0, 100), of("b", 0, 101), of("c", 0, 103));

    assertThat(ResumePoint.of(tail, NEVER, 0).next()).isEqualTo(102);
    assertThat(ResumePoint.of(tail, OptionalLong.of(5), 0).next()).isEqualTo(102);
    assertThat(ResumePoint.of(tail, OptionalLong.of(103), 0).next()).isEqualTo(104);
  }

  @Test
  void images_that_are_on_their_topic_no_more_are_not_waited_for() {
    assertThat(ResumePoint.of(whole(0, 1), OptionalLong.of(2), 30).next()).isEqualTo(30);
  }

  @Test
  void predictions_of_images_elsewhere_say_nothing_of_this_partition() {
    PredictionsTail tail = tail(true, of("a", 0, 0), of("b", 1, 1));

    assertThat(ResumePoint.of(tail, NEVER, 0).next()).isEqualTo(1);
    assertThat(tail.images()).containsExactly(new ImageId("a"), new ImageId("b"));
  }

  private static PredictionsTail whole(long... offsets) {
    var tail = new PredictionsTail(0, true);
    for (long offset : offsets) {
      tail.add(of("image-" + offset, 0, offset));
    }
    return tail;
  }

  private static PredictionsTail tail(boolean whole, Prediction... predictions) {
    var tail = new PredictionsTail(0, whole);
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
