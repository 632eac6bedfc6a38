package io.longshore.tracker.streams;

import io.longshore.tracker.memory.Remembered;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/**
 * A store that is an object: processors work on it directly, and what changed in it is written to
 * its changelog when the task commits, in the same transaction as everything else. What was not
 * committed is dropped with the object when the task is closed, and the changelog makes another.
 *
 * <p>Kafka Streams asks its own caching stores to flush just before each commit, through an
 * interface that is public and not part of its API; this is the one place that depends on it.
 *
 * @param <T> the object
 */
final class WriteBehindStore<T> implements StateStore, CachedStateStore<byte[], byte[]> {
  private final String name;
  private final Supplier<T> maker;
  private final Function<T, Remembered> memoryOf;
  private final KeyValueStore<Bytes, byte[]> changelog;
  private T object;
  private Remembered memory;

  /**
   * @param maker of an object that remembers nothing
   * @param memoryOf such an object
   */
  WriteBehindStore(
      String name,
      Supplier<T> maker,
      Function<T, Remembered> memoryOf,
      WriteBehindStoreBuilder.Logging logging) {
    this.name = name;
    this.maker = maker;
    this.memoryOf = memoryOf;
    this.changelog =
        Stores.keyValueStoreBuilder(
                new RestoringStore.Supplier(name, () -> memory), Serdes.Bytes(), Serdes.ByteArray())
            .withLoggingEnabled(logging.topicSettings())
            .withCachingDisabled()
            .build();
    this.object = maker.get();
    this.memory = memoryOf.apply(object);
  }

  /** The object, with everything that is committed once the task runs. */
  T object() {
    return object;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    object = maker.get();
    memory = memoryOf.apply(object);
    changelog.init(context, this);
  }

  @Override
  public void flushCache() {
    memory.writeChanges(
        new Remembered.Pieces() {
          @Override
          public void keep(byte[] key, byte[] piece) {
            changelog.put(Bytes.wrap(key), piece);
          }

          @Override
          public void drop(byte[] key) {
            changelog.delete(Bytes.wrap(key));
          }
        });
  }

  /** Nothing to do: a task hands its stores on only when everything in them is committed. */
  @Override
  public void clearCache() {}

  @Override
  public boolean setFlushListener(
      CacheFlushListener<byte[], byte[]> listener, boolean sendOldValues) {
    return false;
  }

  @Override
  public void close() {
    changelog.close();
  }

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return changelog.isOpen();
  }
}
