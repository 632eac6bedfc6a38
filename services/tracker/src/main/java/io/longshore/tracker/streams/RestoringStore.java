package io.longshore.tracker.streams;

import io.longshore.tracker.memory.Remembered;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateRestoreCallback;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The innermost part of a {@link WriteBehindStore}: takes what is restored to the memory, and keeps
 * nothing of what is written, since the memory has it already.
 */
final class RestoringStore implements KeyValueStore<Bytes, byte[]> {
  private final String name;
  private final java.util.function.Supplier<Remembered> memory;
  private boolean open;

  private RestoringStore(String name, java.util.function.Supplier<Remembered> memory) {
    this.name = name;
    this.memory = memory;
  }

  /**
   * As Kafka Streams wants it.
   *
   * @param memory what is restored to
   */
  record Supplier(String name, java.util.function.Supplier<Remembered> memory)
      implements KeyValueBytesStoreSupplier {
    @Override
    public KeyValueStore<Bytes, byte[]> get() {
      return new RestoringStore(name, memory);
    }

    @Override
    public String metricsScope() {
      return "write-behind";
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    context.register(root, into(name, memory.get()));
    open = true;
  }

  /**
   * Takes pieces to a memory. What Kafka Streams restores with, a thread of its own, tells of
   * exceptions; an {@link Error}, such as a class that cannot be loaded or a heap that is full,
   * would end it in silence, and the store would be waited for without end.
   *
   * @param name of the store
   */
  static StateRestoreCallback into(String name, Remembered memory) {
    return (key, value) -> {
      try {
        if (value == null) {
          memory.forget(key);
        } else {
          memory.restore(key, value);
        }
      } catch (Error e) {
        throw new IllegalStateException(
            "store %s cannot be restored from its changelog: %s; start the tracker again"
                .formatted(name, e),
            e);
      }
    };
  }

  @Override
  public void put(Bytes key, byte[] value) {}

  @Override
  public byte @Nullable [] delete(Bytes key) {
    return null;
  }

  @Override
  public void close() {
    open = false;
  }

  /** Nowhere: this is for queries by key, of which there are none. */
  @Override
  public Position getPosition() {
    return Position.emptyPosition();
  }

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public byte[] putIfAbsent(Bytes key, byte[] value) {
    throw writeOnly();
  }

  @Override
  public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
    throw writeOnly();
  }

  @Override
  public byte[] get(Bytes key) {
    throw writeOnly();
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
    throw writeOnly();
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> all() {
    throw writeOnly();
  }

  @Override
  public long approximateNumEntries() {
    throw writeOnly();
  }

  private UnsupportedOperationException writeOnly() {
    return new UnsupportedOperationException(
        "store " + name + " is read through its object, not by keys");
  }
}
