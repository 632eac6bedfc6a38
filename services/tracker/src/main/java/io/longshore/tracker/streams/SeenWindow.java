package io.longshore.tracker.streams;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/**
 * What was seen within a window of stream time, so that it counts once.
 *
 * <p>Stream time never goes back, so a late label is remembered as long as any other. Time is kept
 * in steps of 1/24 of the window: something seen is remembered for at least the window and less
 * than a step longer.
 */
final class SeenWindow {
  private static final int STEPS = 24;
  private static final byte[] SEEN = {1};

  private final WindowStore<String, byte[]> store;
  private final long step;

  SeenWindow(WindowStore<String, byte[]> store, Duration window) {
    this.store = store;
    this.step = step(window);
  }

  /** The store such a window needs. */
  static StoreBuilder<WindowStore<String, byte[]>> store(
      String name, Duration window, Map<String, String> changelog) {
    Duration step = Duration.ofMillis(step(window));
    return Stores.windowStoreBuilder(
            Stores.inMemoryWindowStore(name, step.multipliedBy(STEPS + 2), step, false),
            Serdes.String(),
            Serdes.ByteArray())
        .withLoggingEnabled(changelog)
        .withCachingDisabled();
  }

  /**
   * Whether it was not seen within the window; it is from now on.
   *
   * @param now stream time in epoch milliseconds
   */
  boolean isNew(String what, long now) {
    long current = now - Math.floorMod(now, step);
    try (var seen = store.fetch(what, current - STEPS * step, current)) {
      if (seen.hasNext()) {
        return false;
      }
    }
    store.put(what, SEEN, current);
    return true;
  }

  private static long step(Duration window) {
    return Math.max(1, (window.toMillis() + STEPS - 1) / STEPS);
  }
}
