package io.longshore.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UnknownFieldSet;
import io.longshore.domain.label.Label;
import io.longshore.schemas.v1.ImageLocationProto.ImageLocation;
import io.longshore.schemas.v1.LabelProto;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever the bytes, a label is read or refused exactly as it is by way of its message. */
class LabelShortcutTest {
  private static final Map<String, byte[]> HEADERS =
      Map.of(SchemaId.HEADER, "label.v1".getBytes(UTF_8));

  @Provide
  Arbitrary<Label> labels() {
    return AnyValue.of(Label.class).map(Label.class::cast);
  }

  /** Messages with any of their fields missing, wrong or extreme. */
  @Provide
  Arbitrary<LabelProto.Label> messages() {
    Arbitrary<String> texts =
        Arbitraries.oneOf(
            Arbitraries.strings().ascii().ofMaxLength(12),
            Arbitraries.strings().ofMaxLength(6),
            Arbitraries.of(
                "",
                " ",
                "image-1",
                "gato salvaje",
                "ñandú",
                "猫",
                "😀",
                "a\u0000b",
                "x".repeat(300)));
    Arbitrary<Long> numbers =
        Arbitraries.oneOf(
            Arbitraries.longs(),
            Arbitraries.longs().between(0, 1000),
            Arbitraries.of(-1L, 1L << 31, -62135596801L, 253402300800L));
    return Combinators.combine(
            texts.optional(0.95),
            texts.optional(0.95),
            texts.optional(0.95),
            Combinators.combine(
                    numbers.optional(0.95),
                    numbers.optional(0.95),
                    Arbitraries.integers().between(0, 4).optional(0.95))
                .as(LabelShortcutTest::located),
            Combinators.combine(numbers, numbers)
                .as((s, n) -> Timestamp.newBuilder().setSeconds(s).setNanos(n.intValue()).build())
                .optional(0.95))
        .as(
            (image, className, unit, rest, time) -> {
              LabelProto.Label.Builder label = rest.toBuilder();
              image.ifPresent(label::setImage);
              className.ifPresent(label::setClassName);
              unit.ifPresent(label::setUnit);
              time.ifPresent(label::setLabelledAt);
              return label.build();
            });
  }

  @Property(tries = 1000)
  void a_label_is_read_without_making_a_message_of_it(@ForAll("labels") Label label) {
    byte[] bytes = LabelCodec.CODEC.encode(label).bytes();

    boolean dated = label.labelledAt().getEpochSecond() >= 0;
    if (dated) {
      assertThat(LabelShortcut.read(bytes)).contains(label);
    }
    assertThat(LabelCodec.CODEC.decode(new Encoded(bytes, HEADERS))).isEqualTo(label);
  }

  @Property(tries = 5000)
  void any_message_has_the_same_outcome(@ForAll("messages") LabelProto.Label message) {
    assertSame(message.toByteArray());
  }

  @Property(tries = 5000)
  void changed_bytes_have_the_same_outcome(
      @ForAll("labels") Label label,
      @ForAll @Size(min = 1, max = 3) int[] places,
      @ForAll byte change) {
    byte[] bytes = LabelCodec.CODEC.encode(label).bytes();
    for (int place : places) {
      bytes[Math.floorMod(place, bytes.length)] += change;
    }

    assertSame(bytes);
  }

  @Property(tries = 500)
  void a_label_cut_short_or_with_more_behind_it_has_the_same_outcome(
      @ForAll("labels") Label label, @ForAll @Size(max = 12) byte[] more) {
    byte[] bytes = LabelCodec.CODEC.encode(label).bytes();
    for (int length = 0; length < bytes.length; length++) {
      assertSame(Arrays.copyOf(bytes, length));
    }
    byte[] longer = Arrays.copyOf(bytes, bytes.length + more.length);
    System.arraycopy(more, 0, longer, bytes.length, more.length);

    assertSame(longer);
  }

  @Property(tries = 1000)
  void garbage_has_the_same_outcome(@ForAll @Size(max = 40) byte[] garbage) {
    assertSame(garbage);
  }

  @Property(tries = 200)
  void unknown_fields_wherever_they_are_have_the_same_outcome(
      @ForAll("labels") Label label, @ForAll @IntRange(min = 7, max = 3000) int field) {
    LabelProto.Label message = message(label);
    var unknown =
        UnknownFieldSet.newBuilder()
            .addField(field, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
            .build();

    assertSame(message.toBuilder().setUnknownFields(unknown).build().toByteArray());
    assertSame(
        message.toBuilder()
            .setLocation(message.getLocation().toBuilder().setUnknownFields(unknown))
            .setLabelledAt(message.getLabelledAt().toBuilder().setUnknownFields(unknown))
            .build()
            .toByteArray());
  }

  @Example
  void fields_in_any_order_or_twice_have_the_same_outcome() {
    Label label = ExampleRecords.LABEL.value();
    LabelProto.Label message = message(label);
    byte[][] fields =
        IntStream.rangeClosed(1, 6)
            .mapToObj(number -> only(message, number).toByteArray())
            .toArray(byte[][]::new);

    for (int first = 0; first < fields.length; first++) {
      for (int second = 0; second < fields.length; second++) {
        byte[] swapped = new byte[0];
        for (int i = 0; i < fields.length; i++) {
          int from = i == first ? second : i == second ? first : i;
          swapped = concat(swapped, fields[from]);
        }
        assertSame(swapped);
        assertSame(concat(swapped, fields[second]));
      }
    }
  }

  private static void assertSame(byte[] bytes) {
    var record = new Encoded(bytes, HEADERS);

    Object byShortcut = outcome(LabelCodec.CODEC, record);
    Object byMessage = outcome(LabelCodec.BY_MESSAGE, record);

    assertThat(byShortcut).isEqualTo(byMessage);
  }

  private static Object outcome(Codec<Label> codec, Encoded record) {
    try {
      return codec.decode(record);
    } catch (MalformedRecordException e) {
      return e.reason() + " " + e.getMessage() + " " + e.getCause();
    }
  }

  private static LabelProto.Label located(
      Optional<Long> partition, Optional<Long> offset, Optional<Integer> split) {
    var location = ImageLocation.newBuilder();
    partition.ifPresent(p -> location.setPartition(p.intValue()));
    offset.ifPresent(location::setOffset);
    var label = LabelProto.Label.newBuilder().setLocation(location);
    split.ifPresent(label::setSplitValue);
    return label.build();
  }

  private static LabelProto.Label message(Label label) {
    try {
      return LabelProto.Label.parseFrom(LabelCodec.CODEC.encode(label).bytes());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static LabelProto.Label only(LabelProto.Label message, int number) {
    var field = LabelProto.Label.getDescriptor().findFieldByNumber(number);
    return LabelProto.Label.newBuilder().setField(field, message.getField(field)).build();
  }

  private static byte[] concat(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}
