package io.longshore.schemas;

/** Turns a value into a record and back. Stateless and safe for use by several threads. */
public interface Codec<T> {

  Encoded encode(T value);

  /**
   * Reads a record.
   *
   * @throws MalformedRecordException if the bytes or headers are not a valid record of this type,
   *     or are of a newer schema
   */
  T decode(Encoded encoded);
}
