package io.longshore.standalone.rejects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.reject.Reject;
import io.longshore.domain.reject.RejectReason;
import io.longshore.runtime.kafka.RejectLimit;
import io.longshore.schemas.Topic;
import io.longshore.schemas.Topics;
import io.longshore.schemas.Writer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayPlanTest {
  private static final int MOST = 3;

  @Test
  void a_record_is_sent_to_where_it_came_from() {
    KeptReject reject = reject(Writer.SCORER, "images/1@17", 1, "a", Map.of());

    List<ReplayStep> steps = plan(List.of(reject), List.of(reject));

    assertThat(steps)
        .containsExactly(new ReplayStep.Send(reject, new Origin(Topics.IMAGES, 1, 17), 1));
  }

  @Test
  void a_record_that_two_services_refused_is_sent_once() {
    KeptReject tracker = reject(Writer.TRACKER, "labels/0@3", 1, "a", Map.of());
    KeptReject trainer = reject(Writer.TRAINER, "labels/0@3", 2, "a", Map.of());

    List<ReplayStep> steps = plan(List.of(tracker, trainer), List.of(tracker, trainer));

    assertThat(steps)
        .containsExactly(
            new ReplayStep.Keep(tracker, "the same record is sent for another reject"),
            new ReplayStep.Send(trainer, new Origin(Topics.LABELS, 0, 3), 1));
  }

  @Test
  void a_record_that_says_how_often_it_was_replayed_is_sent_that_often_and_no_more() {
    KeptReject twice = reject(Writer.SCORER, "images/0@9", 1, "a", replays("2"));
    KeptReject thrice = reject(Writer.SCORER, "images/0@10", 2, "b", replays("3"));

    List<ReplayStep> steps = plan(List.of(twice, thrice), List.of(twice, thrice));

    assertThat(steps.get(0))
        .isEqualTo(new ReplayStep.Send(twice, new Origin(Topics.IMAGES, 0, 9), 3));
    assertThat(steps.get(1))
        .isEqualTo(
            new ReplayStep.Keep(
                thrice, "it was sent 3 times more already and refused; --most allows 3"));
  }

  @Test
  void a_record_that_comes_back_without_its_mark_is_known_by_its_bytes() {
    List<KeptReject> all =
        List.of(
            reject(Writer.SCORER, "images/0@1", 1, "a", Map.of()),
            reject(Writer.SCORER, "images/0@2", 2, "a", Map.of()),
            reject(Writer.SCORER, "images/0@3", 3, "a", Map.of()),
            reject(Writer.SCORER, "images/0@4", 4, "a", Map.of()));

    assertThat(plan(all.subList(2, 3), all.subList(0, 3)))
        .containsExactly(new ReplayStep.Send(all.get(2), new Origin(Topics.IMAGES, 0, 3), 3));
    assertThat(plan(all.subList(3, 4), all)).first().isInstanceOf(ReplayStep.Keep.class);
  }

  @Test
  void of_a_record_that_came_back_the_newest_reject_is_sent() {
    KeptReject old = reject(Writer.SCORER, "images/0@1", 1, "a", Map.of());
    KeptReject young = reject(Writer.SCORER, "images/0@8", 2, "a", Map.of());

    List<ReplayStep> steps = plan(List.of(old, young), List.of(old, young));

    assertThat(steps)
        .containsExactly(
            new ReplayStep.Keep(old, "the same record is sent for another reject"),
            new ReplayStep.Send(young, new Origin(Topics.IMAGES, 0, 8), 2));
  }

  @Test
  void only_events_are_sent_again() {
    for (Topic<?, ?> topic : Topics.all()) {
      KeptReject reject = reject(Writer.TRACKER, topic + "/0@1", 1, "a", Map.of());

      ReplayStep step = plan(List.of(reject), List.of(reject)).get(0);

      assertThat(step instanceof ReplayStep.Send)
          .as("%s is sent again", topic)
          .isEqualTo(
              List.of(Topics.IMAGES, Topics.LABELS, Topics.PREDICTIONS, Topics.TRAINING)
                  .contains(topic));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /images from 127.0.0.1",
        "images/0",
        "images/-1@2",
        "images/0@99999999999999999999",
        "other/0@1",
        "\u001b[2Jimages/0@1"
      })
  void what_came_from_no_topic_stays(String source) {
    KeptReject reject = reject(Writer.INGEST, source, 1, "a", Map.of());

    assertThat(plan(List.of(reject), List.of(reject)))
        .containsExactly(
            new ReplayStep.Keep(reject, "it came from no topic: let its sender send it again"));
  }

  @Test
  void a_record_of_which_only_the_beginning_was_kept_stays() {
    Reject large =
        new RejectLimit(20_000).applyTo(whole("images/0@1", 1, "x".repeat(30_000), Map.of()));
    KeptReject reject = KeptReject.of(Writer.SCORER, 0, large);

    assertThat(plan(List.of(reject), List.of(reject)))
        .containsExactly(new ReplayStep.Keep(reject, "only its beginning was kept"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-4", "many", "99999999999"})
  void a_mark_that_is_no_number_counts_as_one_replay(String mark) {
    assertThat(reject(Writer.SCORER, "images/0@1", 1, "a", replays(mark)).replays()).isEqualTo(1);
  }

  private static List<ReplayStep> plan(List<KeptReject> chosen, List<KeptReject> all) {
    return ReplayPlan.of(chosen, all, MOST);
  }

  private static Map<String, byte[]> replays(String count) {
    return Map.of("longshore-replays", count.getBytes(UTF_8));
  }

  private static KeptReject reject(
      Writer service, String source, long second, String payload, Map<String, byte[]> headers) {
    return KeptReject.of(service, second, whole(source, second, payload, headers));
  }

  private static Reject whole(
      String source, long second, String payload, Map<String, byte[]> headers) {
    return new Reject(
        "any",
        RejectReason.MALFORMED_RECORD,
        "it is broken",
        Optional.empty(),
        source,
        "key".getBytes(UTF_8),
        headers,
        payload.getBytes(UTF_8),
        Instant.ofEpochSecond(second));
  }
}
