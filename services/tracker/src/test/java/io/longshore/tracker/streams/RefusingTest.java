package io.longshore.tracker.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.Split;
import io.longshore.domain.label.Label;
import io.longshore.domain.reject.Reject;
import io.longshore.domain.reject.RejectReason;
import io.longshore.schemas.Topics;
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
