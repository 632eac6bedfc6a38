package io.longshore.tracker.memory;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Values by key that are remembered, each as a piece of its own. */
public final class KeptMap<K extends Comparable<K>, V> implements Remembered {
  private final Form<K> keys;
  private final Form<V> values;
  private final TreeMap<K, V> live = new TreeMap<>();

  /** Keys changed since the last writing, and whether a piece of them is written. */
  private final Map<K, Boolean> changed = new HashMap<>();

  public KeptMap(Form<K> keys, Form<V> values) {
    this.keys = keys;
    this.values = values;
  }

  public Optional<V> get(K key) {
    return Optional.ofNullable(live.get(key));
  }

  public void put(K key, V value) {
    V before = live.put(key, value);
    changed.putIfAbsent(key, before != null);
  }

  /**
   * Replaces a value by what becomes of it.
   *
   * @param absent what stands for a missing value
   */
  public void change(K key, V absent, UnaryOperator<V> how) {
    put(key, how.apply(live.getOrDefault(key, absent)));
  }

  public void changeAll(UnaryOperator<V> how) {
    live.replaceAll(
        (key, value) -> {
          changed.putIfAbsent(key, true);
          return how.apply(value);
        });
  }

  public void remove(K key) {
    if (live.remove(key) != null) {
      changed.putIfAbsent(key, true);
    }
  }

  /** A view, in the order of the keys. */
  public SortedMap<K, V> all() {
    return Collections.unmodifiableSortedMap(live);
  }

  public int size() {
    return live.size();
  }

  @Override
  public void restore(byte[] key, byte[] piece) {
    live.put(keys.read(key), values.read(piece));
  }

  @Override
  public void forget(byte[] key) {
    live.remove(keys.read(key));
  }

  @Override
  public void writeChanges(Pieces pieces) {
    changed.forEach(
        (key, written) -> {
          V value = live.get(key);
          if (value != null) {
            pieces.keep(keys.write(key), values.write(value));
          } else if (written) {
            pieces.drop(keys.write(key));
          }
        });
    changed.clear();
  }
}
