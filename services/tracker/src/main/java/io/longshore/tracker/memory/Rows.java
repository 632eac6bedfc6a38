package io.longshore.tracker.memory;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Values by name, each in a row, that are remembered by the page of {@value #PAGE} rows: a commit
 * under load changes thousands of values, and a piece for each costs the broker far more than the
 * few bytes of a value. A page's names are a piece of their own, written when one is new.
 *
 * <p>A name keeps the row that was the next when it came, so no choice of names makes a page large;
 * names are never removed. So pages of names are written, and restored, from the first on.
 */
public final class Rows<V> implements Remembered {
  static final int PAGE = 64;

  private static final byte NAMES = 'n';
  private static final byte VALUES = 'v';

  private final V absent;
  private final Packing<V> packing;
  private final Binary<List<String>> nameForm;
  private final Binary<List<V>> valueForm;
  private final Names names = new Names();
  private final BitSet changedNames = new BitSet();
  private final BitSet changedValues = new BitSet();
  private long[] values = {};
  private int[] inOrder = {};

  /**
   * @param what names the values in errors
   * @param version of the layout of a value
   * @param absent what stands for a value that is not there yet
   */
  public Rows(String what, int version, Binary.Layout<V> layout, Packing<V> packing, V absent) {
    this.absent = absent;
    this.packing = packing;
    this.nameForm = new Binary<>("names of " + what, 1, new Page<>(new Name()));
    this.valueForm = new Binary<>(what, version, new Page<>(layout));
  }

  /** The row of a name, or {@link Names#NONE}. */
  public int find(String name) {
    return names.find(name);
  }

  /** The row of a name, opened if there is none. */
  public int row(String name) {
    int next = names.size();
    int row = names.add(name);
    if (row == next) {
      changedNames.set(row / PAGE);
      set(row, absent);
    }
    return row;
  }

  public V get(int row) {
    return packing.unpack(values, row * packing.longs());
  }

  public void set(int row, V value) {
    put(row, value);
    changedValues.set(row / PAGE);
  }

  public void changeAll(UnaryOperator<V> how) {
    for (int row = 0; row < size(); row++) {
      set(row, how.apply(get(row)));
    }
  }

  /** A view, in the order of the rows. */
  public List<String> names() {
    return names.all();
  }

  /** Every value, in the order of the names. */
  public void forEach(BiConsumer<String, V> what) {
    if (inOrder.length != size()) {
      inOrder =
          IntStream.range(0, size())
              .boxed()
              .sorted((a, b) -> names().get(a).compareTo(names().get(b)))
              .mapToInt(Integer::intValue)
              .toArray();
    }
    for (int row : inOrder) {
      what.accept(names().get(row), get(row));
    }
  }

  public int size() {
    return names.size();
  }

  @Override
  public void restore(byte[] key, byte[] piece) {
    int first = ByteBuffer.wrap(key, 1, Integer.BYTES).getInt() * PAGE;
    if (key[0] == NAMES) {
      restoreNames(first, nameForm.read(piece));
    } else {
      List<V> page = valueForm.read(piece);
      for (int i = 0; i < page.size(); i++) {
        put(first + i, page.get(i));
      }
    }
  }

  private void restoreNames(int first, List<String> page) {
    for (int i = 0; i < page.size(); i++) {
      if (names.add(page.get(i)) != first + i) {
        throw new IllegalStateException(
            "%s is not name %d of %s: the changelog is damaged; stop the tracker, delete its internal topics and committed offsets, and let it count again"
                .formatted(page.get(i), first + i, valueForm.what()));
      }
      reach(first + i);
    }
  }

  /** Never happens, since pages are never dropped. */
  @Override
  public void forget(byte[] key) {
    throw new IllegalStateException(
        "a page of %s is gone from the changelog: it is damaged; stop the tracker, delete its internal topics and committed offsets, and let it count again"
            .formatted(valueForm.what()));
  }

  @Override
  public void writeChanges(Pieces pieces) {
    changedNames.stream()
        .forEach(page -> pieces.keep(key(NAMES, page), nameForm.write(page(page, names()::get))));
    changedNames.clear();
    changedValues.stream()
        .forEach(page -> pieces.keep(key(VALUES, page), valueForm.write(page(page, this::get))));
    changedValues.clear();
  }

  private void put(int row, V value) {
    reach(row);
    packing.pack(value, values, row * packing.longs());
  }

  private void reach(int row) {
    int before = values.length / packing.longs();
    if (row >= before) {
      int after = Math.max(row + 1, Math.max(PAGE, 2 * before));
      values = Arrays.copyOf(values, Math.multiplyExact(after, packing.longs()));
      for (int fresh = before; fresh < after; fresh++) {
        packing.pack(absent, values, fresh * packing.longs());
      }
    }
  }

  private <T> List<T> page(int page, IntFunction<T> ofRow) {
    return IntStream.range(page * PAGE, Math.min((page + 1) * PAGE, size()))
        .mapToObj(ofRow)
        .toList();
  }

  private static byte[] key(byte kind, int page) {
    return ByteBuffer.allocate(1 + Integer.BYTES).put(kind).putInt(page).array();
  }

  private record Name() implements Binary.Layout<String> {
    @Override
    public void write(String name, DataOutputStream out) throws IOException {
      Fields.write(name, out);
    }

    @Override
    public String read(DataInputStream in) throws IOException {
      return Fields.readText(in);
    }
  }

  private record Page<T>(Binary.Layout<T> one) implements Binary.Layout<List<T>> {
    @Override
    public void write(List<T> page, DataOutputStream out) throws IOException {
      out.writeByte(page.size());
      for (T value : page) {
        one.write(value, out);
      }
    }

    @Override
    public List<T> read(DataInputStream in) throws IOException {
      var page = new ArrayList<T>();
      for (int left = in.readUnsignedByte(); left > 0; left--) {
        page.add(one.read(in));
      }
      return page;
    }
  }
}
