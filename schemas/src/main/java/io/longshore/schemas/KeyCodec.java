package io.longshore.schemas;

/** Turns a key into bytes and back. */
public interface KeyCodec<K> {

  byte[] encode(K key);

  /**
   * Reads a key.
   *
   * @throws MalformedRecordException if the bytes are not a valid key
   */
  K decode(byte[] bytes);
}
