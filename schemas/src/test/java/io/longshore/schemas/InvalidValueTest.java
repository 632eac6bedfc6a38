package io.longshore.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.longshore.domain.reject.RejectReason;
import io.longshore.schemas.v1.LabelProto;
import io.longshore.schemas.v1.ModelManifestProto;
import io.longshore.schemas.v1.TrainingEventProto;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Messages that parse and have every field, but whose values cannot be. */
class InvalidValueTest {

  @Test
  void a_label_without_a_class_is_refused() throws Exception {
    var label = label().setClassName(" ");

    assertRefused(Topics.LABELS, "label", label.build(), "label.v1: a class name cannot be blank");
  }

  @Test
  void an_enum_value_of_a_later_release_is_refused() throws Exception {
    var label = label().setSplitValue(7);

    assertRefused(
        Topics.LABELS,
        "label",
        label.build(),
        "label.v1: field split has value 7, unknown to this reader");
  }

  @Test
  void a_time_that_no_calendar_has_is_refused() throws Exception {
    Timestamp.Builder time = Timestamp.newBuilder();

    assertRefused(
        Topics.LABELS,
        "label",
        label().setLabelledAt(time.setSeconds(Long.MAX_VALUE)).build(),
        "label.v1: a time 9223372036854775807 seconds after 1970 is not between the years 1 and"
            + " 9999");
    assertRefused(
        Topics.LABELS,
        "label",
        label().setLabelledAt(time.setSeconds(0).setNanos(-1)).build(),
        "label.v1: a time with -1 nanoseconds");
  }

  @Test
  void a_missing_field_deep_inside_is_named_with_its_path() throws Exception {
    var manifest = manifest();
    manifest.getEvaluationBuilder().getResultsBuilder(2).clearTotal();

    assertRefused(
        Topics.MODELS,
        "model-manifest",
        manifest.build(),
        "model-manifest.v1: field evaluation.results[2].total is missing");
  }

  @Test
  void an_event_of_no_kind_is_refused() {
    var event =
        TrainingEventProto.TrainingEvent.newBuilder()
            .setRun("run")
            .setAt(Timestamp.getDefaultInstance());

    assertRefused(
        Topics.TRAINING,
        "training-event",
        event.build(),
        "training-event.v1: none of [started, epoch_completed, announced, control_evaluated,"
            + " failed, merged, cancelled] is set");
  }

  @Test
  void a_manifest_whose_recipe_was_changed_is_refused() throws Exception {
    var manifest = manifest();
    manifest.getRecipeBuilder().getProvenanceBuilder().setSeed(43);

    assertThatExceptionOfType(MalformedRecordException.class)
        .isThrownBy(() -> decode(Topics.MODELS, "model-manifest", manifest.build()))
        .withMessageContaining("field version is '" + manifest.getVersion() + "'")
        .withMessageContaining("but the recipe hashes to '");
  }

  @Test
  void a_manifest_that_names_another_version_is_refused() throws Exception {
    var manifest = manifest().setVersion("00".repeat(32));

    assertThatExceptionOfType(MalformedRecordException.class)
        .isThrownBy(() -> decode(Topics.MODELS, "model-manifest", manifest.build()))
        .withMessageContaining("field version is '0000");
  }

  @Test
  void a_reject_of_a_reason_of_a_later_release_is_refused() {
    Encoded written = ExampleRecords.REJECT.encoded();
    var headers = new TreeMap<>(written.headers());
    headers.put("longshore-reject-reason", "BORED".getBytes(UTF_8));

    assertThatExceptionOfType(MalformedRecordException.class)
        .isThrownBy(
            () ->
                ExampleRecords.REJECT.topic().value().decode(new Encoded(written.bytes(), headers)))
        .withMessage(
            "reject.v1: header longshore-reject-reason: 'BORED' is no reason this reader knows");
  }

  private static LabelProto.Label.Builder label() throws InvalidProtocolBufferException {
    return LabelProto.Label.parseFrom(ExampleRecords.LABEL.encoded().bytes()).toBuilder();
  }

  private static ModelManifestProto.ModelManifest.Builder manifest()
      throws InvalidProtocolBufferException {
    return ModelManifestProto.ModelManifest.parseFrom(ExampleRecords.MODEL.encoded().bytes())
        .toBuilder();
  }

  private static Object decode(Topic<?, ?> topic, String schema, Message message) {
    var header = Map.of(SchemaId.HEADER, new SchemaId(schema, 1).bytes());
    return TypedTopic.untyped(topic).value().decode(new Encoded(message.toByteArray(), header));
  }

  private static void assertRefused(
      Topic<?, ?> topic, String schema, Message message, String words) {
    assertThatExceptionOfType(MalformedRecordException.class)
        .isThrownBy(() -> decode(topic, schema, message))
        .withMessage(words)
        .extracting(MalformedRecordException::reason)
        .isEqualTo(RejectReason.MALFORMED_RECORD);
  }
}
