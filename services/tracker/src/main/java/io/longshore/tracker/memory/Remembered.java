package io.longshore.tracker.memory;

/**
 * State that lives as objects and can say what changed since it was last written down, so that a
 * label costs a change in memory and a commit costs the pieces that changed.
 *
 * <p>Owned by one thread. Restoring every piece that was kept and not dropped since, in the order
 * in which they were written, makes the same state again.
 */
public interface Remembered {

  /** Takes a piece as it was last kept; pieces of one key replace each other. */
  void restore(byte[] key, byte[] piece);

  /** A piece was dropped after it had been kept. */
  void forget(byte[] key);

  /** Hands over every change since the last time, and counts them as written. */
  void writeChanges(Pieces pieces);

  /** Where changes are written to. */
  interface Pieces {
    void keep(byte[] key, byte[] piece);

    void drop(byte[] key);
  }
}
