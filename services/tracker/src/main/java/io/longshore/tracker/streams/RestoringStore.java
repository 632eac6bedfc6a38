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
    Remembered restored = memory.get();
    StateRestoreCallback callback =
        (key, value) -> {
          if (value == null) {
            restored.forget(key);
          } else {
            restored.restore(key, value);
          }
        };
    context.register(root, callback);
    open = true;
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
