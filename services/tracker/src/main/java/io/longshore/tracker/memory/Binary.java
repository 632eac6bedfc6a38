package io.longshore.tracker.memory;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Bytes of a value that only the tracker reads: in its stores and on its internal topic. The first
 * byte is the version of the layout.
 *
 * @param what names the value in errors
 * @param before the form that this one replaced, which is still read
 */
public record Binary<T>(String what, int version, Layout<T> layout, Optional<Binary<T>> before)
    implements Form<T> {

  /** How the fields of a value follow each other. */
  public interface Layout<T> {
    void write(T value, DataOutputStream out) throws IOException;

    T read(DataInputStream in) throws IOException;
  }

  /** A form that replaced none. */
  public Binary(String what, int version, Layout<T> layout) {
    this(what, version, layout, Optional.empty());
  }

  /** The form that is written from now on, and reads what was written in this one. */
  public Binary<T> replacedBy(int laterVersion, Layout<T> laterLayout) {
    return new Binary<>(what, laterVersion, laterLayout, Optional.of(this));
  }

  @Override
  public byte[] write(T value) {
    var bytes = new ByteSink();
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
      return layout(in.readUnsignedByte()).readWhole(in);
    } catch (IOException e) {
      throw new IllegalStateException(what + " of " + bytes.length + " bytes is cut short", e);
    }
  }

  private T readWhole(DataInputStream in) throws IOException {
    T value = layout.read(in);
    if (in.read() >= 0) {
      throw new IllegalStateException(what + " has bytes left over: it is damaged");
    }
    return value;
  }

  private Binary<T> layout(int found) {
    for (Optional<Binary<T>> form = Optional.of(this); form.isPresent(); form = form.get().before) {
      if (form.get().version == found) {
        return form.get();
      }
    }
    throw new IllegalStateException(
        "%s is of layout %d, this tracker reads %d: stop the tracker, delete its internal topics and committed offsets, and let it count again"
            .formatted(what, found, version));
  }
}
