package io.longshore.scorer.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Reads the fields of one Protobuf message, one after the other, and nothing of what they contain
 * unless asked. Time is linear in the bytes, whatever they are.
 *
 * <p><a href="https://protobuf.dev/programming-guides/encoding/">Protobuf encoding</a>.
 */
final class ProtoReader {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED32 = 5;

  /** The bytes are not Protobuf. */
  static final class MalformedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedException(String message) {
      super(message);
    }
  }

  private final byte[] bytes;
  private final int end;
  private int at;
  private int field;
  private int wireType;
  private long number;
  private int from;
  private int to;

  ProtoReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private ProtoReader(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  /** Goes to the next field; false after the last. */
  boolean next() {
    if (at == end) {
      return false;
    }
    long tag = varint();
    field = (int) (tag >>> 3);
    wireType = (int) (tag & 7);
    if (tag >>> 32 != 0 || field == 0) {
      throw malformed("a field without a number");
    }
    switch (wireType) {
      case VARINT -> number = varint();
      case FIXED64 -> skip(Long.BYTES);
      case FIXED32 -> skip(Integer.BYTES);
      case LENGTH_DELIMITED -> skip(varint());
      default -> throw malformed("wire type " + wireType);
    }
    return true;
  }

  /** Whether this field has the number, and is an integer. */
  boolean isNumber(int wanted) {
    return field == wanted && wireType == VARINT;
  }

  /** Whether this field has the number, and is a text or a message. */
  boolean isBytes(int wanted) {
    return field == wanted && wireType == LENGTH_DELIMITED;
  }

  long number() {
    return number;
  }

  String text() {
    return new String(bytes, from, to - from, UTF_8);
  }

  ProtoReader message() {
    return new ProtoReader(bytes, from, to);
  }

  private void skip(long length) {
    if (length < 0 || length > end - at) {
      throw malformed("a field of %d bytes, of which %d are there".formatted(length, end - at));
    }
    from = at;
    at += (int) length;
    to = at;
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      if (at == end) {
        throw malformed("a number that is cut off");
      }
      byte next = bytes[at++];
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw malformed("a number of more than 64 bits");
  }

  private MalformedException malformed(String what) {
    return new MalformedException(what + " at byte " + at);
  }
}
