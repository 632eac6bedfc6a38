package io.longshore.schemas;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.longshore.domain.reject.RejectReason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** UTF-8 that refuses what is not UTF-8, where {@code new String} would put a replacement. */
final class StrictText {

  private StrictText() {}

  /**
   * The text of the bytes.
   *
   * @param what whose bytes they are, for the message
   */
  static String of(byte[] bytes, String what) {
    try {
      return of(bytes, 0, bytes.length);
    } catch (CharacterCodingException e) {
      throw new MalformedRecordException(
          RejectReason.MALFORMED_RECORD, what + " is not UTF-8 text", e);
    }
  }

  /** The text of some of the bytes; most texts are ASCII and need no decoder. */
  static String of(byte[] bytes, int from, int length) throws CharacterCodingException {
    for (int i = from; i < from + length; i++) {
      if (bytes[i] < 0) {
        return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, length)).toString();
      }
    }
    return new String(bytes, from, length, ISO_8859_1);
  }
}
