package io.longshore.tracker.memory;

/** A value as a few numbers beside each other, where thousands change ten times a second. */
public interface Packing<V> {
  /** How many a value takes. */
  int longs();

  void pack(V value, long[] to, int at);

  V unpack(long[] from, int at);
}
