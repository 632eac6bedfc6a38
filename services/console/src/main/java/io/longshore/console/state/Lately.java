package io.longshore.console.state;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A map that forgets the key that was put in first, or for longest not asked for, beyond a size.
 */
final class Lately<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1L;

  private final int most;

  private Lately(int most, Order order) {
    super(16, 0.75f, order == Order.BY_USE);
    this.most = most;
  }

  private enum Order {
    BY_ARRIVAL,
    BY_USE
  }

  /** Forgets what came first. */
  static <K, V> Lately<K, V> byArrival(int most) {
    return new Lately<>(most, Order.BY_ARRIVAL);
  }

  /** Forgets what was not used for longest. */
  static <K, V> Lately<K, V> byUse(int most) {
    return new Lately<>(most, Order.BY_USE);
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}
