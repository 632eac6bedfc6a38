package io.longshore.scorer.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a JSON array of numbers or strings, flat or nested as its shape is, straight into bytes.
 * What the shape is may be said after the data, so nothing but the array itself is looked at here.
 */
final class TensorArray {
  private static final int DEEPEST = 8;
  private static final int UNKNOWN = -1;
  private static final int FIRST_BUFFER = 1024;
  private static final int DIGITS = 3;

  private final JsonParser parser;
  private final String where;
  private final int mostTexts;
  private final int[] lengths = new int[DEEPEST]; // of the arrays at each depth, once one is closed
  private final int[] counts = new int[DEEPEST]; // of the array that is open at each depth
  private byte[] numbers = new byte[FIRST_BUFFER];
  private int size;
  private int deepest = UNKNOWN;
  private final List<byte[]> texts = new ArrayList<>();

  private TensorArray(JsonParser parser, String where, int mostTexts) {
    this.parser = parser;
    this.where = where;
    this.mostTexts = mostTexts;
    Arrays.fill(lengths, UNKNOWN);
  }

  /**
   * Reads the array that the parser stands at.
   *
   * @param mostTexts of an array of strings
   */
  static TensorData read(JsonParser parser, String where, int mostTexts) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw HttpProblem.bad(where + " must be an array");
    }
    return new TensorArray(parser, where, mostTexts).read();
  }

  private TensorData read() throws IOException {
    int depth = 0;
    while (depth >= 0) {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.START_ARRAY) {
        counts[depth]++;
        depth = opened(depth);
      } else if (token == JsonToken.END_ARRAY) {
        close(depth);
        depth--;
      } else {
        element(token, depth);
      }
    }
    int[] nesting = Arrays.copyOf(lengths, Math.max(deepest, 0) + 1);
    return texts.isEmpty()
        ? new TensorData.Numbers(Arrays.copyOf(numbers, size), nesting)
        : new TensorData.Texts(texts, nesting);
  }

  private int opened(int depth) {
    if (depth + 1 == DEEPEST) {
      throw HttpProblem.bad("%s is nested deeper than %d arrays".formatted(where, DEEPEST));
    }
    counts[depth + 1] = 0;
    return depth + 1;
  }

  private void close(int depth) {
    if (lengths[depth] == UNKNOWN) {
      lengths[depth] = counts[depth];
    } else if (lengths[depth] != counts[depth]) {
      throw HttpProblem.bad(
          "%s is ragged: at depth %d an array has %d elements and another %d"
              .formatted(where, depth + 1, lengths[depth], counts[depth]));
    }
  }

  private void element(JsonToken token, int depth) throws IOException {
    if (deepest != depth) {
      if (deepest != UNKNOWN) {
        throw HttpProblem.bad(where + " is ragged: elements lie at different depths");
      }
      deepest = depth;
    }
    counts[depth]++;
    if (token == JsonToken.VALUE_NUMBER_INT && texts.isEmpty()) {
      number();
    } else if (token == JsonToken.VALUE_STRING && size == 0) {
      text();
    } else {
      throw HttpProblem.bad(
          "%s[%d] is a %s; all elements are whole numbers of 0 to 255 (UINT8), or all are strings of Base64 (BYTES)"
              .formatted(where, size + texts.size(), token));
    }
  }

  private void text() throws IOException {
    if (texts.size() == mostTexts) {
      throw HttpProblem.bad(
          "%s has more than %d images; send fewer a request".formatted(where, mostTexts));
    }
    texts.add(parser.getBinaryValue());
  }

  private void number() throws IOException {
    int value = parser.getTextLength() <= DIGITS ? parser.getIntValue() : UNKNOWN;
    if (value < 0 || value > 255) {
      throw HttpProblem.bad("%s[%d] is not a whole number of 0 to 255".formatted(where, size));
    }
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * size);
    }
    numbers[size++] = (byte) value;
  }
}
