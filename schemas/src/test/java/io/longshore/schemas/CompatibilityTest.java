package io.longshore.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.DescriptorProto.ReservedRange;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import io.longshore.schemas.v1.GateResultProto;
import io.longshore.schemas.v1.PresenceProto;
import io.longshore.schemas.v1.RolloutPlanProto;
import io.longshore.schemas.v1.ScorerReportProto;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Breaks planted in real schemas are found, and what is allowed is let through. */
class CompatibilityTest {
  private static final FileDescriptor RELEASED = RolloutPlanProto.getDescriptor();
  private static final String PLAN = "longshore.v1.RolloutPlan";

  @Test
  void a_schema_is_compatible_with_itself() throws Exception {
    assertThat(breaks(plan -> {})).isEmpty();
  }

  @Test
  void a_changed_number_is_a_break() throws Exception {
    assertThat(breaks(plan -> field(plan, "reason").setNumber(70)))
        .containsExactly(
            "field " + PLAN + ".reason was '7 optional string' and is now '70 optional string'");
  }

  @Test
  void a_changed_type_is_a_break() throws Exception {
    assertThat(breaks(plan -> field(plan, "epoch").setType(FieldDescriptorProto.Type.TYPE_SINT64)))
        .containsExactly(
            "field " + PLAN + ".epoch was '2 optional int64' and is now '2 optional sint64'");
  }

  @Test
  void a_changed_label_is_a_break() throws Exception {
    assertThat(
            breaks(
                plan -> {
                  field(plan, "reason")
                      .setLabel(FieldDescriptorProto.Label.LABEL_REPEATED)
                      .clearProto3Optional();
                  unwrap(plan, "reason");
                }))
        .containsExactly(
            "field " + PLAN + ".reason was '7 optional string' and is now '7 repeated string'");
  }

  @Test
  void a_changed_name_is_a_break() throws Exception {
    assertThat(breaks(plan -> field(plan, "reason").setName("why")))
        .containsExactly(
            "field " + PLAN + ".reason was removed, but older readers refuse records without it",
            "field " + PLAN + ".why was added, but older records lack it: let it be absent");
  }

  @Test
  void a_field_that_need_no_longer_be_there_is_a_break() throws Exception {
    assertThat(breaks(plan -> mayBeAbsent(field(plan, "reason"))))
        .containsExactly(
            "field "
                + PLAN
                + ".reason was '7 optional string' and is now '7 optional string may-be-absent'");
  }

  @Test
  void a_field_that_must_now_be_there_is_a_break() throws Exception {
    assertThat(breaks(plan -> field(plan, "live").clearOptions()))
        .containsExactly(
            "field "
                + PLAN
                + ".live was '3 optional string may-be-absent' and is now '3 optional string'");
  }

  @Test
  void a_removed_field_that_is_required_is_a_break() throws Exception {
    assertThat(
            breaks(
                plan -> {
                  remove(plan, "reason");
                  reserve(plan, "reason", 7);
                }))
        .containsExactly(
            "field " + PLAN + ".reason was removed, but older readers refuse records without it");
  }

  @Test
  void a_field_removed_without_reserved_is_a_break() throws Exception {
    assertThat(breaks(plan -> remove(plan, "subject")))
        .containsExactly(
            "field " + PLAN + ".subject was removed without 'reserved 6'",
            "field " + PLAN + ".subject was removed without 'reserved subject'");
  }

  @Test
  void a_field_that_may_be_absent_can_be_removed_and_reserved() throws Exception {
    assertThat(
            breaks(
                plan -> {
                  remove(plan, "subject");
                  reserve(plan, "subject", 6);
                }))
        .isEmpty();
  }

  @Test
  void a_number_that_is_no_longer_reserved_is_a_break() throws Exception {
    SchemaText released =
        text(
            changed(
                plan -> {
                  remove(plan, "subject");
                  reserve(plan, "subject", 6);
                }));
    SchemaText current = text(changed(plan -> remove(plan, "subject")));

    assertThat(Compatibility.breaks(released, current))
        .containsExactly(
            "reserved " + PLAN + " 6 was removed", "reserved " + PLAN + " subject was removed");
  }

  @Test
  void a_new_field_that_must_be_there_is_a_break() throws Exception {
    assertThat(breaks(plan -> add(plan, newField())))
        .containsExactly(
            "field " + PLAN + ".canary was added, but older records lack it: let it be absent");
  }

  @Test
  void a_new_field_that_may_be_absent_is_allowed() throws Exception {
    assertThat(breaks(plan -> add(plan, mayBeAbsent(newField())))).isEmpty();
  }

  @Test
  void a_new_repeated_field_is_allowed() throws Exception {
    var field =
        newField().setLabel(FieldDescriptorProto.Label.LABEL_REPEATED).clearProto3Optional();

    assertThat(breaks(plan -> plan.addField(field))).isEmpty();
  }

  @Test
  void a_removed_message_is_a_break() {
    SchemaText released = text(GateResultProto.getDescriptor());

    assertThat(Compatibility.breaks(released, new SchemaText(Map.of())))
        .contains("message longshore.v1.GateResult was removed");
  }

  @Test
  void a_changed_or_removed_enum_value_is_a_break() throws Exception {
    FileDescriptorProto.Builder file = RELEASED.toProto().toBuilder();
    file.getEnumTypeBuilder(0).getValueBuilder(3).setNumber(30);
    file.getEnumTypeBuilder(0).removeValue(2);

    assertThat(Compatibility.breaks(text(RELEASED), text(build(file))))
        .containsExactly(
            "value longshore.v1.RolloutStep.ROLLOUT_STEP_PROMOTED was removed",
            "value longshore.v1.RolloutStep.ROLLOUT_STEP_REFUSED was '3' and is now '30'");
  }

  @Test
  void a_new_enum_value_and_a_new_message_are_allowed() throws Exception {
    FileDescriptorProto.Builder file = RELEASED.toProto().toBuilder();
    file.getEnumTypeBuilder(0)
        .addValue(EnumValueDescriptorProto.newBuilder().setName("ROLLOUT_STEP_X").setNumber(99));
    file.addMessageType(DescriptorProto.newBuilder().setName("Canary"));

    assertThat(Compatibility.breaks(text(RELEASED), text(build(file)))).isEmpty();
  }

  @Test
  void the_text_of_schemas_is_read_as_it_was_written() {
    SchemaText written = text(ScorerReportProto.getDescriptor());

    assertThat(SchemaText.parse(written.toString().lines().toList())).isEqualTo(written);
  }

  private static List<String> breaks(Consumer<DescriptorProto.Builder> change)
      throws DescriptorValidationException {
    return Compatibility.breaks(text(RELEASED), text(changed(change)));
  }

  private static SchemaText text(FileDescriptor file) {
    return SchemaText.of(List.of(file));
  }

  private static FileDescriptor changed(Consumer<DescriptorProto.Builder> change)
      throws DescriptorValidationException {
    FileDescriptorProto.Builder file = RELEASED.toProto().toBuilder();
    change.accept(file.getMessageTypeBuilder(0));
    return build(file);
  }

  private static FileDescriptor build(FileDescriptorProto.Builder file)
      throws DescriptorValidationException {
    return FileDescriptor.buildFrom(
        file.build(), RELEASED.getDependencies().toArray(FileDescriptor[]::new));
  }

  private static FieldDescriptorProto.Builder field(DescriptorProto.Builder message, String name) {
    return message.getFieldBuilderList().stream()
        .filter(field -> field.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static FieldDescriptorProto.Builder newField() {
    return FieldDescriptorProto.newBuilder()
        .setName("canary")
        .setNumber(20)
        .setType(FieldDescriptorProto.Type.TYPE_STRING)
        .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL)
        .setProto3Optional(true);
  }

  private static FieldDescriptorProto.Builder mayBeAbsent(FieldDescriptorProto.Builder field) {
    field.getOptionsBuilder().setExtension(PresenceProto.mayBeAbsent, true);
    return field;
  }

  /** An {@code optional} field of proto3 lies in a oneof of its own, which comes last. */
  private static void add(DescriptorProto.Builder message, FieldDescriptorProto.Builder field) {
    message.addField(field.setOneofIndex(message.getOneofDeclCount()));
    message.addOneofDeclBuilder().setName("_" + field.getName());
  }

  private static void remove(DescriptorProto.Builder message, String name) {
    unwrap(message, name);
    message.removeField(message.getFieldList().indexOf(field(message, name).build()));
  }

  private static void unwrap(DescriptorProto.Builder message, String name) {
    int oneof = field(message, name).getOneofIndex();
    field(message, name).clearOneofIndex();
    message.removeOneofDecl(oneof);
    message.getFieldBuilderList().stream()
        .filter(field -> field.hasOneofIndex() && field.getOneofIndex() > oneof)
        .forEach(field -> field.setOneofIndex(field.getOneofIndex() - 1));
  }

  private static void reserve(DescriptorProto.Builder message, String name, int number) {
    message
        .addReservedName(name)
        .addReservedRange(ReservedRange.newBuilder().setStart(number).setEnd(number + 1));
  }
}
