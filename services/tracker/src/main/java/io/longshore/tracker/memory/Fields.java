package io.longshore.tracker.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longshore.domain.model.ModelVersion;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Fields that more than one layout has. */
public final class Fields {

  private Fields() {}

  /** Text of any length; DataOutput's own cannot exceed 65,535 bytes. */
  public static void write(String text, DataOutputStream out) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  public static String readText(DataInputStream in) throws IOException {
    int length = in.readInt();
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("a text of " + length + " bytes ends after " + bytes.length);
    }
    return new String(bytes, UTF_8);
  }

  /** A number in as few bytes as it needs, one for each seven bits; a negative one needs ten. */
  public static void writeNumber(long number, DataOutputStream out) throws IOException {
    long left = number;
    while ((left & ~0x7fL) != 0) {
      out.writeByte((int) ((left & 0x7f) | 0x80));
      left >>>= 7;
    }
    out.writeByte((int) left);
  }

  public static long readNumber(DataInputStream in) throws IOException {
    long number = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = in.readUnsignedByte();
      number |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        return number;
      }
    }
    throw new IOException("a number of more than ten bytes");
  }

  public static void write(Instant instant, DataOutputStream out) throws IOException {
    out.writeLong(instant.getEpochSecond());
    out.writeInt(instant.getNano());
  }

  public static Instant readInstant(DataInputStream in) throws IOException {
    return Instant.ofEpochSecond(in.readLong(), in.readInt());
  }

  public static void write(Optional<ModelVersion> version, DataOutputStream out)
      throws IOException {
    write(version.map(ModelVersion::value).orElse(""), out);
  }

  public static Optional<ModelVersion> readVersion(DataInputStream in) throws IOException {
    String value = readText(in);
    return value.isEmpty() ? Optional.empty() : Optional.of(new ModelVersion(value));
  }
}
