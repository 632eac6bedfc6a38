package io.longshore.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * One field of a Protobuf message as it stands in a file.
 *
 * @param number of the field
 * @param value of a varint; 0 for every other type
 * @param content of a length-delimited field; empty for every other type
 * @param whole the field with its tag, to be written again unchanged
 */
record ProtoField(int number, long value, byte[] content, byte[] whole) {
  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED_32 = 5;
  private static final byte[] NOTHING = {};

  String text() {
    return new String(content, UTF_8);
  }

  List<ProtoField> fields() {
    return parse(content);
  }

  static Stream<ProtoField> all(List<ProtoField> fields, int number) {
    return fields.stream().filter(field -> field.number() == number);
  }

  /** The last text under a number, as Protobuf reads a field that is there twice; "" if none. */
  static String text(List<ProtoField> fields, int number) {
    return all(fields, number).reduce((a, b) -> b).map(ProtoField::text).orElse("");
  }

  /** The last number under a number; 0 if there is none. */
  static long value(List<ProtoField> fields, int number) {
    return all(fields, number).reduce((a, b) -> b).map(ProtoField::value).orElse(0L);
  }

  /**
   * The fields of a message, in order.
   *
   * @throws UnmergeableModelException if the bytes are no Protobuf message
   */
  static List<ProtoField> parse(byte[] message) {
    var fields = new ArrayList<ProtoField>();
    var in = new Cursor(message);
    while (in.at < message.length) {
      int from = in.at;
      long tag = in.varint();
      long value = 0;
      byte[] content = NOTHING;
      switch ((int) (tag & 7)) {
        case VARINT -> value = in.varint();
        case FIXED_64 -> in.bytes(8);
        case FIXED_32 -> in.bytes(4);
        case LENGTH_DELIMITED -> content = in.bytes(in.varint());
        default -> throw in.broken();
      }
      if (tag >>> 3 == 0 || tag >>> 3 > Integer.MAX_VALUE >> 3) {
        throw in.broken();
      }
      fields.add(
          new ProtoField(
              (int) (tag >>> 3), value, content, Arrays.copyOfRange(message, from, in.at)));
    }
    return fields;
  }

  private static final class Cursor {
    private final byte[] message;
    private int at;

    Cursor(byte[] message) {
      this.message = message;
    }

    long varint() {
      long value = 0;
      for (int shift = 0; shift < 64; shift += 7) {
        byte next = bytes(1)[0];
        value |= (long) (next & 0x7f) << shift;
        if (next >= 0) {
          return value;
        }
      }
      throw broken();
    }

    byte[] bytes(long count) {
      if (count < 0 || count > message.length - at) {
        throw broken();
      }
      byte[] bytes = Arrays.copyOfRange(message, at, at + (int) count);
      at += (int) count;
      return bytes;
    }

    UnmergeableModelException broken() {
      return new UnmergeableModelException(
          "the bytes are no ONNX file: no Protobuf message goes on like this at byte %d of %d"
              .formatted(at, message.length));
    }
  }
}
