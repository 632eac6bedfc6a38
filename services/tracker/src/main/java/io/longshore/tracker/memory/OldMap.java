package io.longshore.tracker.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * What an older tracker left, each value as a piece of its own: read, handed on once, and dropped
 * with the next commit.
 */
public final class OldMap<V> implements Remembered {
  private final Form<V> form;
  private final Map<String, V> left = new TreeMap<>();
  private final List<String> taken = new ArrayList<>();

  public OldMap(Form<V> form) {
    this.form = form;
  }

  /** Hands on what is left, in the order of the names. */
  public void take(BiConsumer<String, V> taker) {
    left.forEach(taker);
    taken.addAll(left.keySet());
    left.clear();
  }

  @Override
  public void restore(byte[] key, byte[] piece) {
    left.put(Form.TEXT.read(key), form.read(piece));
  }

  @Override
  public void forget(byte[] key) {
    left.remove(Form.TEXT.read(key));
  }

  @Override
  public void writeChanges(Pieces pieces) {
    taken.forEach(name -> pieces.drop(Form.TEXT.write(name)));
    taken.clear();
  }
}
