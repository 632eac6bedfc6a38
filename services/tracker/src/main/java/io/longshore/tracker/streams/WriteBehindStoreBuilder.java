package io.longshore.tracker.streams;

import io.longshore.tracker.memory.Remembered;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Makes a {@link WriteBehindStore} for each task; always logged, and its own cache.
 *
 * @param maker of an object that remembers nothing
 * @param memoryOf such an object
 */
record WriteBehindStoreBuilder<T>(
    String name, Supplier<T> maker, Function<T, Remembered> memoryOf, Logging logging)
    implements StoreBuilder<WriteBehindStore<T>> {

  /** Settings of the changelog topic. */
  record Logging(Map<String, String> topicSettings) {
    Logging {
      topicSettings = Map.copyOf(topicSettings);
    }
  }

  @Override
  public WriteBehindStore<T> build() {
    return new WriteBehindStore<>(name, maker, memoryOf, logging);
  }

  @Override
  public Map<String, String> logConfig() {
    return logging.topicSettings();
  }

  @Override
  public boolean loggingEnabled() {
    return true;
  }

  @Override
  public StoreBuilder<WriteBehindStore<T>> withCachingEnabled() {
    return this;
  }

  @Override
  public StoreBuilder<WriteBehindStore<T>> withCachingDisabled() {
    return this;
  }

  @Override
  public StoreBuilder<WriteBehindStore<T>> withLoggingEnabled(Map<String, String> topicSettings) {
    return new WriteBehindStoreBuilder<>(name, maker, memoryOf, new Logging(topicSettings));
  }

  /**
   * @throws UnsupportedOperationException always: without its changelog it would forget everything
   */
  @Override
  public StoreBuilder<WriteBehindStore<T>> withLoggingDisabled() {
    throw new UnsupportedOperationException("store " + name + " lives by its changelog");
  }
}
