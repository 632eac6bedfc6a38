package io.longshore.scorer.http;

import io.longshore.scorer.http.TensorData.Binary;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where JSON and binary data lie in a body: first the JSON, as long as a header says, then the data
 * of each binary tensor, in the order of the tensors.
 *
 * @see <a
 *     href="https://github.com/kserve/open-inference-protocol/blob/main/specification/protocol/binary_tensor_data_extension.md">Binary
 *     tensor data extension</a>
 */
final class BinaryFraming {
  static final String JSON_LENGTH = "Inference-Header-Content-Length";

  private final int jsonBytes;
  private final int bodyBytes;
  private int taken;

  private BinaryFraming(int jsonBytes, int bodyBytes) {
    this.jsonBytes = jsonBytes;
    this.bodyBytes = bodyBytes;
    this.taken = jsonBytes;
  }

  /**
   * How a body is laid out.
   *
   * @param jsonLength what the header says; null if there is none and all of it is JSON
   * @throws HttpProblem 400 if that cannot be
   */
  static BinaryFraming of(@Nullable String jsonLength, int bodyBytes) {
    if (jsonLength == null) {
      return new BinaryFraming(bodyBytes, bodyBytes);
    }
    try {
      long length = Long.parseLong(jsonLength.strip());
      if (length > 0 && length <= bodyBytes) {
        return new BinaryFraming((int) length, bodyBytes);
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw HttpProblem.bad(
        "%s says '%s' of a body of %d bytes; it is the length of the JSON at its beginning"
            .formatted(JSON_LENGTH, jsonLength, bodyBytes));
  }

  int jsonBytes() {
    return jsonBytes;
  }

  /** The next so many bytes. */
  Binary take(int size, String where) {
    if (size > bodyBytes - taken) {
      throw HttpProblem.bad(
          "%s has %d bytes of binary data, but %d follow the JSON; is %s set, and right?"
              .formatted(where, size, bodyBytes - taken, JSON_LENGTH));
    }
    var binary = new Binary(taken, size);
    taken += size;
    return binary;
  }

  void requireAllTaken() {
    if (taken != bodyBytes) {
      throw HttpProblem.bad(
          "%d bytes follow the JSON, of which the inputs name %d in binary_data_size"
              .formatted(bodyBytes - jsonBytes, taken - jsonBytes));
    }
  }

  /**
   * Elements of the datatype BYTES: each is its length, four bytes with the lowest first, and as
   * many bytes.
   *
   * @throws HttpProblem 400 if the lengths do not add up, or there are more than so many
   */
  static List<byte[]> elements(byte[] body, Binary binary, int most, String where) {
    ByteBuffer data =
        ByteBuffer.wrap(body, binary.from(), binary.size()).order(ByteOrder.LITTLE_ENDIAN);
    var elements = new ArrayList<byte[]>();
    while (data.hasRemaining()) {
      int length = data.remaining() < Integer.BYTES ? -1 : data.getInt();
      if (length < 0 || length > data.remaining() || elements.size() == most) {
        throw HttpProblem.bad(
            "%s: element %d of its binary data does not fit; each of at most %d is its length in 4 bytes, lowest first, and its bytes"
                .formatted(where, elements.size(), most));
      }
      byte[] element = new byte[length];
      data.get(element);
      elements.add(element);
    }
    return elements;
  }

  /** The same, the other way. */
  static byte[] joined(List<byte[]> elements) {
    int size = elements.stream().mapToInt(element -> Integer.BYTES + element.length).sum();
    ByteBuffer data = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    elements.forEach(element -> data.putInt(element.length).put(element));
    return data.array();
  }

  /** Elements of the datatype FP32. */
  static byte[] floats(float[] values) {
    ByteBuffer data =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    data.asFloatBuffer().put(values);
    return data.array();
  }
}
