package io.longshore.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longshore.domain.prediction.Alongside;
import io.longshore.domain.prediction.ClassProbability;
import io.longshore.domain.prediction.Prediction;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Writes predictions to the same bytes as their codec, without its intermediate objects: there is
 * one for every image. The <a href="https://protobuf.dev/programming-guides/encoding/">wire
 * format</a> of the fields of {@code prediction.proto}, in the order of their numbers.
 *
 * <p>For one thread: the buffer is used again.
 */
public final class PredictionBytes {
  private static final int VARINT = 0;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED_32 = 5;

  /** Tag and value of a probability. */
  private static final int PROBABILITY_BYTES = 5;

  private static final Map<String, byte[]> HEADERS =
      Map.of(SchemaId.HEADER, new SchemaId("prediction", 1).bytes());

  private byte[] buffer = new byte[1 << 10];
  private int at;

  /** Headers of every prediction's record. */
  public static Map<String, byte[]> headers() {
    return HEADERS;
  }

  /** The value of the prediction's record. */
  public byte[] of(Prediction prediction) {
    at = 0;
    string(1, prediction.image().value());
    classes(2, prediction.top());
    string(3, prediction.model().value());
    number(4, PredictionCodec.wireNumber(prediction.role()));
    number(5, prediction.planEpoch());
    number(6, prediction.trimSequence());
    int partition = prediction.source().partition();
    long offset = prediction.source().offset();
    tag(7, LENGTH_DELIMITED);
    varint(2 + size(partition) + size(offset));
    number(1, partition);
    number(2, offset);
    number(8, prediction.repeat() ? 1 : 0);
    time(9, prediction.scoredAt());
    prediction.alongside().ifPresent(other -> alongside(10, other));
    return Arrays.copyOf(buffer, at);
  }

  private void classes(int field, List<ClassProbability> top) {
    for (int i = 0; i < top.size(); i++) {
      ClassProbability entry = top.get(i);
      tag(field, LENGTH_DELIMITED);
      varint(size(entry));
      string(1, entry.className());
      tag(2, FIXED_32);
      fixed32(Float.floatToRawIntBits(entry.probability()));
    }
  }

  /** A field of the value 0 is left out of a time: its schema has no presence. */
  private void time(int field, Instant time) {
    Instant checked = Times.checked(time);
    long seconds = checked.getEpochSecond();
    int nanos = checked.getNano();
    tag(field, LENGTH_DELIMITED);
    varint((seconds == 0 ? 0 : 1 + size(seconds)) + (nanos == 0 ? 0 : 1 + size(nanos)));
    if (seconds != 0) {
      number(1, seconds);
    }
    if (nanos != 0) {
      number(2, nanos);
    }
  }

  private void alongside(int field, Alongside other) {
    int bytes = stringSize(other.model().value());
    for (ClassProbability entry : other.top()) {
      bytes += 1 + size(size(entry)) + size(entry);
    }
    tag(field, LENGTH_DELIMITED);
    varint(bytes);
    string(1, other.model().value());
    classes(2, other.top());
  }

  private static int size(ClassProbability entry) {
    return stringSize(entry.className()) + PROBABILITY_BYTES;
  }

  /** Tag, length and text. */
  private static int stringSize(String text) {
    int length = isAscii(text) ? text.length() : text.getBytes(UTF_8).length;
    return 1 + size(length) + length;
  }

  private void string(int field, String text) {
    tag(field, LENGTH_DELIMITED);
    if (isAscii(text)) {
      varint(text.length());
      room(text.length());
      for (int i = 0; i < text.length(); i++) {
        buffer[at++] = (byte) text.charAt(i);
      }
    } else {
      byte[] bytes = text.getBytes(UTF_8);
      varint(bytes.length);
      room(bytes.length);
      System.arraycopy(bytes, 0, buffer, at, bytes.length);
      at += bytes.length;
    }
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private void number(int field, long value) {
    tag(field, VARINT);
    varint(value);
  }

  private void tag(int field, int type) {
    varint((field << 3) | type);
  }

  private void varint(long value) {
    room(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      buffer[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    buffer[at++] = (byte) rest;
  }

  private static int size(long value) {
    return 1 + (63 - Long.numberOfLeadingZeros(value | 1)) / 7;
  }

  private void fixed32(int bits) {
    room(Integer.BYTES);
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      buffer[at++] = (byte) (bits >>> shift);
    }
  }

  private void room(int bytes) {
    if (buffer.length - at < bytes) {
      buffer = Arrays.copyOf(buffer, 2 * (at + bytes));
    }
  }
}
