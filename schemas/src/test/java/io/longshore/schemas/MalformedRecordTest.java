package io.longshore.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.longshore.domain.reject.RejectReason;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class MalformedRecordTest {

  @Provide
  Arbitrary<ExampleRecord<?, ?>> examples() {
    return Arbitraries.of(ExampleRecords.ALL);
  }

  @Provide
  Arbitrary<ExampleRecord<?, ?>> messages() {
    return Arbitraries.of(
        ExampleRecords.ALL.stream()
            .filter(example -> example.topic().value() instanceof ProtobufCodec)
            .toList());
  }

  @Property(tries = 2000)
  void garbage_is_a_value_or_a_malformed_record(
      @ForAll("examples") ExampleRecord<?, ?> example, @ForAll byte[] garbage) {
    decode(example.topic(), new Encoded(garbage, example.encoded().headers()));
  }

  @Property(tries = 4000)
  void changed_bytes_are_a_value_or_a_malformed_record(
      @ForAll("examples") ExampleRecord<?, ?> example,
      @ForAll @Size(min = 1, max = 3) int[] places,
      @ForAll byte change) {
    byte[] bytes = example.encoded().bytes().clone();

    for (int place : places) {
      bytes[Math.floorMod(place, bytes.length)] += change;
    }

    decode(example.topic(), new Encoded(bytes, example.encoded().headers()));
  }

  @Property(tries = 1000)
  void changed_headers_are_a_value_or_a_malformed_record(
      @ForAll("examples") ExampleRecord<?, ?> example,
      @ForAll @IntRange(max = 20) int place,
      @ForAll byte[] garbage) {
    var headers = new TreeMap<>(example.encoded().headers());
    headers.keySet().stream()
        .skip(headers.isEmpty() ? 0 : place % headers.size())
        .findFirst()
        .ifPresent(name -> headers.put(name, garbage));

    decode(example.topic(), new Encoded(example.encoded().bytes(), headers));
  }

  @Property(tries = 1000)
  void a_garbage_key_is_a_key_or_a_malformed_record(
      @ForAll("examples") ExampleRecord<?, ?> example, @ForAll byte[] garbage) {
    try {
      Object key = TypedTopic.untyped(example.topic()).key().decode(garbage);
      assertThat(key).isNotNull();
    } catch (MalformedRecordException e) {
      assertThat(e.reason()).isEqualTo(RejectReason.MALFORMED_RECORD);
    }
  }

  @Example
  void a_truncated_record_is_a_value_or_a_malformed_record() {
    for (ExampleRecord<?, ?> example : ExampleRecords.ALL) {
      byte[] whole = example.encoded().bytes();
      for (int length = 0; length < whole.length; length++) {
        decode(
            example.topic(),
            new Encoded(Arrays.copyOf(whole, length), example.encoded().headers()));
      }
    }
  }

  @Property
  void an_empty_message_is_malformed(@ForAll("messages") ExampleRecord<?, ?> example) {
    var empty = new Encoded(new byte[0], example.encoded().headers());

    assertThatExceptionOfType(MalformedRecordException.class)
        .isThrownBy(() -> example.topic().value().decode(empty))
        .withMessageContaining(".v1: ");
  }

  @Property
  void a_record_without_a_required_field_is_refused_by_its_name(
      @ForAll("messages") ExampleRecord<?, ?> example) throws Exception {
    Encoded whole = example.encoded();
    var codec = (ProtobufCodec<?, ?>) example.topic().value();
    Message message = codec.parser().parseFrom(whole.bytes());

    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      if (field.hasPresence()
          && field.getRealContainingOneof() == null
          && !RequiredFields.mayBeAbsent(field)) {
        byte[] lacking = message.toBuilder().clearField(field).build().toByteArray();

        assertThatExceptionOfType(MalformedRecordException.class)
            .isThrownBy(() -> codec.decode(new Encoded(lacking, whole.headers())))
            .withMessage(codec.schema() + ": field " + field.getName() + " is missing");
      }
    }
  }

  @Property
  void fields_added_by_a_later_release_are_passed_over(
      @ForAll("messages") ExampleRecord<?, ?> example) {
    Encoded written = example.encoded();
    // Field 1000 as text "new".
    byte[] added = {(byte) 0xc2, 0x3e, 3, 'n', 'e', 'w'};
    byte[] bytes = Arrays.copyOf(written.bytes(), written.bytes().length + added.length);
    System.arraycopy(added, 0, bytes, written.bytes().length, added.length);

    Object decoded = example.topic().value().decode(new Encoded(bytes, written.headers()));

    assertThat(decoded).isEqualTo(example.value());
  }

  @Property
  void a_newer_schema_is_refused_as_newer(@ForAll("messages") ExampleRecord<?, ?> example) {
    String schema = ((ProtobufCodec<?, ?>) example.topic().value()).schema().name();
    var newer =
        new Encoded(
            example.encoded().bytes(),
            Map.of("longshore-schema", (schema + ".v2").getBytes(UTF_8)));

    assertThatExceptionOfType(MalformedRecordException.class)
        .isThrownBy(() -> example.topic().value().decode(newer))
        .withMessage(
            "%1$s.v2 is newer than this reader (%1$s.v1): upgrade this service".formatted(schema))
        .extracting(MalformedRecordException::reason)
        .isEqualTo(RejectReason.NEWER_SCHEMA);
  }

  private static void decode(Topic<?, ?> topic, Encoded encoded) {
    try {
      Object value = topic.value().decode(encoded);
      assertThat(value).isNotNull();
    } catch (MalformedRecordException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }
}
