package io.longshore.tracker.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.Split;
import io.longshore.domain.label.Label;
import io.longshore.domain.reject.Reject;
import io.longshore.domain.reject.RejectReason;
import io.longshore.schemas.Topics;
import io.longshore.schemas.v1.LabelProto;
import io.longshore.schemas.v1.PolicyOverridesProto;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RefusingTest {
  private final TrackedStream stream = new TrackedStream(Map.of());

  @AfterEach
  void close() {
    stream.close();
  }

  @Test
  void garbage_goes_to_the_rejects_whole_and_the_stream_goes_on() {
    byte[] garbage = new byte[500];
    new Random(1).nextBytes(garbage);
    stream.label("cat");
    stream.writeBytes(Topics.LABELS, key("a"), garbage, Map.of(), TrackedStream.START);
    stream.label("cat");

    List<Reject> rejects = stream.rejects();

    assertThat(rejects).hasSize(1);
    assertThat(rejects.get(0).payload()).containsExactly(garbage);
    assertThat(rejects.get(0).reason()).isEqualTo(RejectReason.MALFORMED_RECORD);
    assertThat(rejects.get(0).service()).isEqualTo("tracker");
    assertThat(rejects.get(0).source()).isEqualTo("labels/0@1");
    assertThat(stream.counts().labels()).isEqualTo(2);
  }

  @Test
  void a_valid_schema_name_over_garbage_does_not_help_it() {
    var headers = Topics.LABELS.value().encode(label("a")).headers();
    stream.writeBytes(
        Topics.LABELS, key("a"), new byte[] {-1, -1, 3}, headers, TrackedStream.START);

    assertThat(stream.rejects()).extracting(Reject::reason).hasSize(1);
    assertThat(stream.counts().labels()).isZero();
  }

  @Test
  void a_refused_record_is_contained_in_the_offsets() {
    stream.writeBytes(Topics.LABELS, key("a"), new byte[] {1}, Map.of(), TrackedStream.START);

    assertThat(stream.counts().offsets()).isEqualTo(Map.of(0, 1L));
  }

  @Test
  void a_label_under_another_image_s_key_is_refused() {
    stream.write(Topics.LABELS, new ImageId("b"), label("a"), TrackedStream.START);

    assertThat(stream.rejects())
        .singleElement()
        .extracting(Reject::reason, Reject::message)
        .containsExactly(RejectReason.INVALID_RECORD, "a label of image a has the key b");
  }

  @Test
  void a_label_without_key_or_value_is_refused() {
    stream.writeBytes(Topics.LABELS, null, new byte[] {1}, Map.of(), TrackedStream.START);
    stream.writeBytes(Topics.LABELS, key("a"), null, Map.of(), TrackedStream.START);

    assertThat(stream.rejects())
        .extracting(Reject::reason)
        .containsExactly(RejectReason.MALFORMED_RECORD, RejectReason.EMPTY);
  }

  @Test
  void a_class_name_of_ten_kilobytes_is_refused_by_name() {
    LabelProto.Label good = parsed(Topics.LABELS.value().encode(label("a")).bytes());
    stream.writeBytes(
        Topics.LABELS,
        key("a"),
        good.toBuilder().setClassName("c".repeat(10_000)).build().toByteArray(),
        Topics.LABELS.value().encode(label("a")).headers(),
        TrackedStream.START);

    assertThat(stream.rejects())
        .singleElement()
        .extracting(Reject::message)
        .asString()
        .contains("a class name of 10000 characters; at most 200 are allowed");
  }

  @Test
  void a_label_without_a_time_is_refused_by_name() {
    LabelProto.Label good = parsed(Topics.LABELS.value().encode(label("a")).bytes());
    stream.writeBytes(
        Topics.LABELS,
        key("a"),
        good.toBuilder().clearLabelledAt().build().toByteArray(),
        Topics.LABELS.value().encode(label("a")).headers(),
        TrackedStream.START);

    assertThat(stream.rejects())
        .singleElement()
        .extracting(Reject::message)
        .asString()
        .contains("field labelled_at is missing");
  }

  @Test
  void a_label_of_an_image_that_nobody_has_seen_is_counted_for_it_cannot_be_known() {
    stream.label("never-sent", "cat", "never-sent");

    assertThat(stream.counts().labels()).isEqualTo(1);
    assertThat(stream.rejects()).isEmpty();
  }

  @Test
  void a_flood_of_new_classes_is_refused_whole_and_known_classes_go_on() {
    try (var limited = new TrackedStream(Map.of("new-classes-per-minute", "100"))) {
      limited.label("cat");
      for (int i = 0; i < 1_000; i++) {
        limited.label("made-up-" + i);
      }
      limited.label("cat");

      assertThat(limited.counts().classes()).hasSize(100).containsKey("cat");
      List<Reject> rejects = limited.rejects();
      assertThat(rejects).hasSize(901);
      assertThat(rejects)
          .allSatisfy(
              reject -> {
                assertThat(reject.reason()).isEqualTo(RejectReason.INVALID_LABEL);
                assertThat(reject.message()).contains("longshore.tracker.new-classes-per-minute");
                assertThat(reject.payload()).isNotEmpty();
              });
    }
  }

  @Test
  void a_clock_two_hours_ahead_ends_no_bucket_and_expires_no_window() {
    stream.label("a", "cat", "a");
    stream.label("b", "cat", "b", Split.STREAM, TrackedStream.START.plus(Duration.ofHours(2)));
    stream.label("a", "cat", "a");
    stream.label("c", "dog", "c");

    ClassFrequencies counts = stream.counts();

    assertThat(counts.labels()).isEqualTo(3);
    assertThat(counts.asOf()).isBefore(TrackedStream.START.plus(Duration.ofMinutes(1)));
  }

  @Test
  void a_policy_with_an_unknown_key_is_refused_by_name_and_the_one_in_force_stays() {
    stream.label("cat");
    var before = stream.counts().policy();
    byte[] unknown =
        PolicyOverridesProto.PolicyOverrides.newBuilder()
            .setStream(TrackedStream.STREAM)
            .putValues("efect-floor", "0.9")
            .setReason("a test")
            .setAt(Timestamp.getDefaultInstance())
            .build()
            .toByteArray();
    var schema = Map.of("longshore-schema", "policy-overrides.v1".getBytes(UTF_8));
    stream.writeBytes(
        Topics.POLICIES, key(TrackedStream.STREAM), unknown, schema, TrackedStream.START);
    stream.label("cat");

    assertThat(stream.rejects())
        .singleElement()
        .extracting(Reject::message)
        .asString()
        .contains("'efect-floor' is no key of a policy; the nearest is 'effect-floor'");
    assertThat(stream.counts().policy()).isEqualTo(before);
  }

  @Test
  void a_unit_name_of_any_length_is_counted() {
    stream.write(
        Topics.LABELS,
        new ImageId("a"),
        new Label(
            new ImageId("a"),
            "cat",
            new ImageLocation(0, 1),
            "u".repeat(100_000),
            Split.STREAM,
            TrackedStream.START),
        TrackedStream.START);

    assertThat(stream.counts().units()).isEqualTo(1);
  }

  @Test
  void a_payload_too_large_to_be_written_beside_its_reason_is_cut_and_says_so() {
    stream.writeBytes(Topics.LABELS, key("a"), new byte[1_048_000], Map.of(), TrackedStream.START);

    Reject reject = stream.rejects().get(0);

    assertThat(reject.payload()).hasSize(1_032_192);
    assertThat(reject.message()).contains("of 1,048,000 bytes the first 1,032,192 are kept");
  }

  @Test
  void garbage_among_plans_and_models_is_refused_too() {
    stream.writeBytes(Topics.ROLLOUTS, key("reef"), new byte[] {1}, Map.of(), TrackedStream.START);
    stream.writeBytes(Topics.MODELS, key("a"), new byte[] {2}, Map.of(), TrackedStream.START);

    assertThat(stream.rejects())
        .extracting(Reject::source)
        .containsExactly("rollouts/0@0", "models/0@0");
  }

  private static LabelProto.Label parsed(byte[] bytes) {
    try {
      return LabelProto.Label.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] key(String text) {
    return text.getBytes(UTF_8);
  }

  private static Label label(String image) {
    return new Label(
        new ImageId(image),
        "cat",
        new ImageLocation(0, 1),
        image,
        Split.STREAM,
        TrackedStream.START);
  }
}
