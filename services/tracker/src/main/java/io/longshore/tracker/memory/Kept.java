package io.longshore.tracker.memory;

/** One value that is remembered. */
public final class Kept<V> implements Remembered {
  private static final byte[] KEY = {};

  private final Form<V> form;
  private final V initial;
  private V value;
  private boolean changed;

  /**
   * @param initial what it is before anything was written
   */
  public Kept(Form<V> form, V initial) {
    this.form = form;
    this.initial = initial;
    this.value = initial;
  }

  public V get() {
    return value;
  }

  public void set(V next) {
    value = next;
    changed = true;
  }

  @Override
  public void restore(byte[] key, byte[] piece) {
    value = form.read(piece);
  }

  @Override
  public void forget(byte[] key) {
    value = initial;
  }

  @Override
  public void writeChanges(Pieces pieces) {
    if (changed) {
      pieces.keep(KEY, form.write(value));
      changed = false;
    }
  }
}
