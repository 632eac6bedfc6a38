package io.longshore.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/**
 * One Protobuf message being written: the two wire types that ONNX files need, varint and
 * length-delimited. Fields come out in the order of the calls, so the same calls give the same
 * bytes.
 *
 * <p><a href="https://protobuf.dev/programming-guides/encoding/">Protobuf encoding</a>.
 */
final class ProtoMessage {
  private static final int VARINT = 0;
  private static final int LENGTH_DELIMITED = 2;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  ProtoMessage number(int field, long value) {
    varint(((long) field << 3) | VARINT);
    varint(value);
    return this;
  }

  ProtoMessage text(int field, String value) {
    return bytes(field, value.getBytes(UTF_8));
  }

  ProtoMessage message(int field, ProtoMessage value) {
    return bytes(field, value.toBytes());
  }

  ProtoMessage bytes(int field, byte[] value) {
    varint(((long) field << 3) | LENGTH_DELIMITED);
    varint(value.length);
    out.writeBytes(value);
    return this;
  }

  /** Fields that were written before, as they are. */
  ProtoMessage raw(byte[] fields) {
    out.writeBytes(fields);
    return this;
  }

  byte[] toBytes() {
    return out.toByteArray();
  }

  /** Seven bits a byte, lowest first; the top bit says that another byte follows. */
  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
