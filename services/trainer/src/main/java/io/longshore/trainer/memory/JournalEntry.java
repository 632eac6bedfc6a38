package io.longshore.trainer.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageFormat;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageShape;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the replay memory writes to its journal. */
sealed interface JournalEntry {

  ByteBuffer bytes();

  /**
   * What was done to the memory's index when the entry was written, to be done again. Holds no
   * pixels.
   */
  Runnable on(MemoryIndex index, long position);

  /** Whether everything before this entry belongs to a batch that was finished. */
  default boolean endsBatch() {
    return false;
  }

  /** Reads what {@link #bytes} wrote. */
  static JournalEntry read(ByteBuffer in) {
    byte kind = in.get();
    return switch (kind) {
      case Kept.KIND -> Kept.from(in);
      case Offsets.KIND -> Offsets.from(in);
      case Forgotten.KIND -> new Forgotten(new ImageId(text(in)));
      default ->
          throw new IllegalStateException(
              "the replay memory has an entry of unknown kind %d: a newer version wrote it; start that version, or move the file away to have it built again from the topics"
                  .formatted(kind));
    };
  }

  private static String text(ByteBuffer in) {
    byte[] text = new byte[Short.toUnsignedInt(in.getShort())];
    in.get(text);
    return new String(text, UTF_8);
  }

  /** An image was kept. */
  record Kept(ImageId id, String className, Image image) implements JournalEntry {
    static final byte KIND = 1;

    @Override
    public ByteBuffer bytes() {
      byte[] name = id.value().getBytes(UTF_8);
      byte[] label = className.getBytes(UTF_8);
      byte[] kind = image.format().name().getBytes(UTF_8);
      ImageShape shape = image.shape();
      return ByteBuffer.allocate(
              1 + 2 + name.length + 2 + label.length + 2 + kind.length + 12 + image.bytes().length)
          .put(KIND)
          .putShort((short) name.length)
          .put(name)
          .putShort((short) label.length)
          .put(label)
          .putShort((short) kind.length)
          .put(kind)
          .putInt(shape.height())
          .putInt(shape.width())
          .putInt(shape.channels())
          .put(image.bytes())
          .flip();
    }

    static Kept from(ByteBuffer in) {
      var id = new ImageId(text(in));
      String className = text(in);
      ImageFormat format = ImageFormat.valueOf(text(in));
      var shape = new ImageShape(in.getInt(), in.getInt(), in.getInt());
      byte[] content = new byte[in.remaining()];
      in.get(content);
      return new Kept(id, className, new Image(format, shape, content));
    }

    @Override
    public Runnable on(MemoryIndex index, long position) {
      Remembered entry = index.entry(id, className, image.shape(), position);
      return () -> index.add(entry);
    }
  }

  /** An image was given up, though its class may have room. */
  record Forgotten(ImageId id) implements JournalEntry {
    static final byte KIND = 3;

    @Override
    public ByteBuffer bytes() {
      byte[] name = id.value().getBytes(UTF_8);
      return ByteBuffer.allocate(1 + 2 + name.length)
          .put(KIND)
          .putShort((short) name.length)
          .put(name)
          .flip();
    }

    @Override
    public Runnable on(MemoryIndex index, long position) {
      return () -> index.drop(id);
    }
  }

  /** The labels before these offsets are in the memory. */
  record Offsets(SortedMap<Integer, Long> next) implements JournalEntry {
    static final byte KIND = 2;

    public Offsets {
      next = Collections.unmodifiableSortedMap(new TreeMap<>(next));
    }

    @Override
    public ByteBuffer bytes() {
      ByteBuffer out = ByteBuffer.allocate(1 + 4 + 12 * next.size()).put(KIND).putInt(next.size());
      next.forEach((partition, offset) -> out.putInt(partition).putLong(offset));
      return out.flip();
    }

    static Offsets from(ByteBuffer in) {
      var next = new TreeMap<Integer, Long>();
      for (int i = in.getInt(); i > 0; i--) {
        next.put(in.getInt(), in.getLong());
      }
      return new Offsets(next);
    }

    @Override
    public Runnable on(MemoryIndex index, long position) {
      return () -> index.complete(next);
    }

    @Override
    public boolean endsBatch() {
      return true;
    }
  }
}
