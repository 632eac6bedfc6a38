package io.longshore.schemas;

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
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedRecordException(
          RejectReason.MALFORMED_RECORD, what + " is not UTF-8 text", e);
    }
  }
}
