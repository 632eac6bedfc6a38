package io.longshore.tracker.memory;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Bytes of a value that only the tracker reads: in its stores and on its internal topic. The first
 * byte is the version of the layout.
 *
 * @param what names the value in errors
 */
public record Binary<T>(String what, int version, Layout<T> layout) implements Form<T> {

  /** How the fields of a value follow each other. */
  public interface Layout<T> {
    void write(T value, DataOutputStream out) throws IOException;

    T read(DataInputStream in) throws IOException;
  }

  @Override
  public byte[] write(T value) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(version);
      layout.write(value, out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing " + what + " to memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  @Override
  public T read(byte[] bytes) {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int found = in.readUnsignedByte();
      if (found != version) {
        throw new IllegalStateException(
            "%s is of layout %d, this tracker reads %d: stop the tracker, delete its internal topics and committed offsets, and let it count again"
                .formatted(what, found, version));
      }
      T value = layout.read(in);
      if (in.read() >= 0) {
        throw new IllegalStateException(what + " has bytes left over: it is damaged");
      }
      return value;
    } catch (IOException e) {
      throw new IllegalStateException(what + " of " + bytes.length + " bytes is cut short", e);
    }
  }
}
