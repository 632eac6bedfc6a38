package io.longshore.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * One Protobuf message being read: its fields in their order, of the wire types that an ONNX file
 * may have. What is not looked at is written again as it was.
 */
final class ProtoFields {
  private static final int VARINT = 0;
  private static final int EIGHT_BYTES = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FOUR_BYTES = 5;

  /**
   * One field.
   *
   * @param number of the field
   * @param whole tag, length and value as they lie there
   * @param value without tag and length; empty unless it is delimited by its length
   */
  private record Field(int number, boolean delimited, byte[] whole, byte[] value) {}

  private final List<Field> fields;

  private ProtoFields(List<Field> fields) {
    this.fields = fields;
  }

  /**
   * Reads a message.
   *
   * @throws IllegalArgumentException if it is none
   */
  static ProtoFields read(byte[] message) {
    var fields = new ArrayList<Field>();
    var cursor = new Cursor(message);
    while (cursor.at < message.length) {
      int start = cursor.at;
      long tag = cursor.varint();
      int type = (int) (tag & 7);
      byte[] value = new byte[0];
      switch (type) {
        case VARINT -> cursor.varint();
        case EIGHT_BYTES -> cursor.skip(8);
        case FOUR_BYTES -> cursor.skip(4);
        case LENGTH_DELIMITED -> value = cursor.bytes(cursor.varint());
        default -> throw new IllegalArgumentException("a field of wire type " + type);
      }
      fields.add(
          new Field(
              Math.toIntExact(tag >>> 3),
              type == LENGTH_DELIMITED,
              Arrays.copyOfRange(message, start, cursor.at),
              value));
    }
    return new ProtoFields(List.copyOf(fields));
  }

  /** Values of a field that is a message, a text or bytes. */
  List<byte[]> all(int number) {
    return fields.stream().filter(f -> f.number == number).map(Field::value).toList();
  }

  /**
   * The only value of a field.
   *
   * @throws IllegalArgumentException if there is none, or more
   */
  byte[] one(int number) {
    List<byte[]> found = all(number);
    if (found.size() != 1) {
      throw new IllegalArgumentException(
          "field %d is there %d times, once was expected".formatted(number, found.size()));
    }
    return found.get(0);
  }

  String text(int number) {
    return new String(one(number), UTF_8);
  }

  /** This message with each value of a field changed. */
  ProtoFields with(int number, Function<byte[], byte[]> change) {
    return new ProtoFields(
        fields.stream()
            .map(
                field ->
                    field.number == number && field.delimited
                        ? delimited(number, change.apply(field.value))
                        : field)
            .toList());
  }

  private static Field delimited(int number, byte[] value) {
    return new Field(number, true, new ProtoMessage().bytes(number, value).toBytes(), value);
  }

  byte[] toBytes() {
    var out = new ByteArrayOutputStream();
    fields.forEach(field -> out.writeBytes(field.whole));
    return out.toByteArray();
  }

  private static final class Cursor {
    private final byte[] message;
    private int at;

    Cursor(byte[] message) {
      this.message = message;
    }

    long varint() {
      long value = 0;
      for (int shift = 0; shift < Long.SIZE; shift += 7) {
        byte next = byteAt(at);
        at++;
        value |= (long) (next & 0x7f) << shift;
        if (next >= 0) {
          return value;
        }
      }
      throw new IllegalArgumentException("a number of more than ten bytes at " + at);
    }

    byte[] bytes(long length) {
      int from = at;
      skip(length);
      return Arrays.copyOfRange(message, from, at);
    }

    void skip(long length) {
      if (length < 0 || length > message.length - at) {
        throw new IllegalArgumentException(
            "%d bytes at %d in a message of %d".formatted(length, at, message.length));
      }
      at += (int) length;
    }

    private byte byteAt(int index) {
      if (index >= message.length) {
        throw new IllegalArgumentException("a message that ends at " + index + ", within a field");
      }
      return message[index];
    }
  }
}
