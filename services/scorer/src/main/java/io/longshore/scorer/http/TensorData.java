package io.longshore.scorer.http;

import java.util.Arrays;
import java.util.List;

/** The elements of an input, as they came. */
sealed interface TensorData {

  /**
   * Numbers of a JSON array.
   *
   * @param bytes one each
   * @param nesting lengths of the arrays, outermost first
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of bytes; never compared
  record Numbers(byte[] bytes, int[] nesting) implements TensorData {}

  /**
   * Strings of a JSON array, Base64 decoded.
   *
   * @param nesting lengths of the arrays, outermost first
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of bytes; never compared
  record Texts(List<byte[]> elements, int[] nesting) implements TensorData {}

  /** So many bytes behind the JSON. */
  record Binary(int from, int size) implements TensorData {

    byte[] of(byte[] body) {
      return Arrays.copyOfRange(body, from, from + size);
    }
  }
}
