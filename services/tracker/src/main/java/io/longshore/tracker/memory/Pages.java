package io.longshore.tracker.memory;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Values by name that are remembered {@value #NAMES} in a piece: a commit under load changes
 * thousands of values, and a piece for each costs the broker far more than the few bytes of a
 * value. A name stays in the page that was open when it came, so that no choice of names makes a
 * page large.
 *
 * <p>Names are never removed.
 */
public final class Pages<V> implements Remembered {
  static final int NAMES = 64;

  private final Binary.Layout<V> values;
  private final Binary<SortedMap<String, V>> form;
  private final TreeMap<String, V> live = new TreeMap<>();
  private final Map<String, Integer> pageOf = new HashMap<>();
  private final List<List<String>> pages = new ArrayList<>();
  private final BitSet changed = new BitSet();

  /**
   * @param what names a page in errors
   * @param version of the layout of a page, the values' included
   */
  public Pages(String what, int version, Binary.Layout<V> values) {
    this.values = values;
    this.form = new Binary<>(what, version, new Page());
  }

  public boolean contains(String name) {
    return pageOf.containsKey(name);
  }

  /**
   * Replaces a value by what becomes of it.
   *
   * @param absent what stands for a missing value
   */
  public void change(String name, V absent, UnaryOperator<V> how) {
    live.compute(name, (same, before) -> how.apply(before == null ? absent : before));
    changed.set(pageOf.computeIfAbsent(name, this::open));
  }

  public void changeAll(UnaryOperator<V> how) {
    live.replaceAll((name, value) -> how.apply(value));
    changed.set(0, pages.size());
  }

  /** A view, in the order of the names. */
  public SortedMap<String, V> all() {
    return Collections.unmodifiableSortedMap(live);
  }

  public int size() {
    return live.size();
  }

  /** The page of a name that is new. */
  private int open(String name) {
    if (pages.isEmpty() || pages.get(pages.size() - 1).size() == NAMES) {
      pages.add(new ArrayList<>());
    }
    int last = pages.size() - 1;
    pages.get(last).add(name);
    return last;
  }

  @Override
  public void restore(byte[] key, byte[] piece) {
    SortedMap<String, V> page = form.read(piece);
    forget(key);
    int number = number(key);
    while (pages.size() <= number) {
      pages.add(new ArrayList<>());
    }
    page.forEach(
        (name, value) -> {
          live.put(name, value);
          pageOf.put(name, number);
          pages.get(number).add(name);
        });
  }

  @Override
  public void forget(byte[] key) {
    int number = number(key);
    if (number < pages.size()) {
      List<String> names = pages.get(number);
      names.forEach(live::remove);
      names.forEach(pageOf::remove);
      names.clear();
    }
  }

  @Override
  public void writeChanges(Pieces pieces) {
    changed.stream().forEach(number -> pieces.keep(key(number), form.write(page(number))));
    changed.clear();
  }

  private SortedMap<String, V> page(int number) {
    var page = new TreeMap<String, V>();
    for (String name : pages.get(number)) {
      V value = live.get(name);
      if (value != null) {
        page.put(name, value);
      }
    }
    return page;
  }

  private static byte[] key(int number) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
  }

  private static int number(byte[] key) {
    return ByteBuffer.wrap(key).getInt();
  }

  private final class Page implements Binary.Layout<SortedMap<String, V>> {
    @Override
    public void write(SortedMap<String, V> page, DataOutputStream out) throws IOException {
      Fields.writeNumber(page.size(), out);
      for (Map.Entry<String, V> entry : page.entrySet()) {
        Fields.write(entry.getKey(), out);
        values.write(entry.getValue(), out);
      }
    }

    @Override
    public SortedMap<String, V> read(DataInputStream in) throws IOException {
      var page = new TreeMap<String, V>();
      for (long left = Fields.readNumber(in); left > 0; left--) {
        page.put(Fields.readText(in), values.read(in));
      }
      return page;
    }
  }
}
