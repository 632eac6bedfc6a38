package io.longshore.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longshore.domain.reject.RejectReason;
import java.util.function.Function;

/**
 * A key that is plain UTF-8 text, so that any client can read it and address a record by it.
 *
 * @param what names the key in messages
 * @param write the key's text
 * @param read the key of a text; throws IllegalArgumentException for a text that is none
 */
record TextKey<K>(String what, Function<K, String> write, Function<String, K> read)
    implements KeyCodec<K> {

  static KeyCodec<String> of(String what) {
    return new TextKey<>(what, Function.identity(), TextKey::notBlank);
  }

  @Override
  public byte[] encode(K key) {
    return write.apply(key).getBytes(UTF_8);
  }

  @Override
  public K decode(byte[] bytes) {
    String text = StrictText.of(bytes, "the key (" + what + ")");
    try {
      return read.apply(text);
    } catch (IllegalArgumentException e) {
      throw new MalformedRecordException(
          RejectReason.MALFORMED_RECORD, "the key is no " + what + ": " + e.getMessage(), e);
    }
  }

  private static String notBlank(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("it is blank");
    }
    return text;
  }
}
