package io.longshore.console.state;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The newest so many of something. Not safe for use by several threads. */
public final class Ring<T> {
  private final int most;
  private final Deque<T> items = new ArrayDeque<>();

  /**
   * @param most kept, at least one
   */
  public Ring(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("a ring of " + most);
    }
    this.most = most;
  }

  public void add(T item) {
    if (items.size() == most) {
      items.removeFirst();
    }
    items.addLast(item);
  }

  public int size() {
    return items.size();
  }

  public Optional<T> newest() {
    return Optional.ofNullable(items.peekLast());
  }

  public List<T> oldestFirst() {
    return List.copyOf(items);
  }

  public List<T> newestFirst() {
    var list = new ArrayList<>(items);
    Collections.reverse(list);
    return list;
  }
}
