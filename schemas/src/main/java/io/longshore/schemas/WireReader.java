package io.longshore.schemas;

import java.nio.charset.CharacterCodingException;

/**
 * A Protobuf message read field by field from its bytes, as far as it is written the way that
 * Longshore writes: numbers that are not negative, texts of UTF-8, nothing cut short. Anything else
 * is {@link Unusual} and left to the message's parser to read or to refuse.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">the encoding</a>
 */
final class WireReader {
  private static final int LARGEST_INT_BYTES = 5;
  private static final int LARGEST_LONG_BYTES = 9;
  private static final int DATA_BITS = 7;
  private static final int DATA = 0x7f;
  private static final int MORE = 0x80;

  private final byte[] bytes;
  private int position;

  WireReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /** What this reader leaves to others. It is no error and has no stack trace. */
  static final class Unusual extends Exception {
    private static final long serialVersionUID = 1L;

    private Unusual() {
      super("not written the usual way", null, false, false);
    }
  }

  int position() {
    return position;
  }

  boolean isAtEnd() {
    return position == bytes.length;
  }

  /** Passes the tag of a field that must come next. */
  void expect(int tag) throws Unusual {
    if (!passes(tag)) {
      throw new Unusual();
    }
  }

  /** Passes the tag of a field, of one byte, if it comes next. */
  boolean passes(int tag) {
    if (position < bytes.length && bytes[position] == tag) {
      position++;
      return true;
    }
    return false;
  }

  /** The length of a text or message, all of whose bytes are there. */
  int length() throws Unusual {
    int length = int32();
    if (length < 0 || length > bytes.length - position) {
      throw new Unusual();
    }
    return length;
  }

  String text() throws Unusual {
    int length = length();
    try {
      String text = StrictText.of(bytes, position, length);
      position += length;
      return text;
    } catch (CharacterCodingException e) {
      throw new Unusual();
    }
  }

  /** A number that is not negative; those have ten bytes. */
  int int32() throws Unusual {
    long value = varint(LARGEST_INT_BYTES);
    if (value > Integer.MAX_VALUE) {
      throw new Unusual();
    }
    return (int) value;
  }

  /** A number that is not negative. */
  long int64() throws Unusual {
    return varint(LARGEST_LONG_BYTES);
  }

  private long varint(int most) throws Unusual {
    long value = 0;
    for (int i = 0; i < most && position < bytes.length; i++) {
      byte next = bytes[position++];
      value |= (long) (next & DATA) << (DATA_BITS * i);
      if ((next & MORE) == 0) {
        return value;
      }
    }
    throw new Unusual();
  }
}
