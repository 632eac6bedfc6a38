package io.longshore.tracker.memory;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Several memories as one: the first byte of a key says whose piece it is. */
public final class Compartments implements Remembered {
  private final Map<Byte, Remembered> parts = new LinkedHashMap<>();

  /**
   * With one more part.
   *
   * @param letter ASCII, the same for ever
   */
  public Compartments with(char letter, Remembered part) {
    if (letter > 127 || parts.putIfAbsent((byte) letter, part) != null) {
      throw new IllegalArgumentException("compartment " + letter + " is taken or not ASCII");
    }
    return this;
  }

  @Override
  public void restore(byte[] key, byte[] piece) {
    part(key).restore(inner(key), piece);
  }

  @Override
  public void forget(byte[] key) {
    part(key).forget(inner(key));
  }

  @Override
  public void writeChanges(Pieces pieces) {
    parts.forEach((letter, part) -> part.writeChanges(new Lettered(letter, pieces)));
  }

  private Remembered part(byte[] key) {
    Remembered part = key.length == 0 ? null : parts.get(key[0]);
    if (part == null) {
      throw new IllegalStateException(
          "a piece of an unknown kind is remembered: this tracker is older than what it finds, or the changelog is damaged");
    }
    return part;
  }

  private static byte[] inner(byte[] key) {
    return Arrays.copyOfRange(key, 1, key.length);
  }

  private record Lettered(byte letter, Pieces pieces) implements Pieces {
    @Override
    public void keep(byte[] key, byte[] piece) {
      pieces.keep(outer(key), piece);
    }

    @Override
    public void drop(byte[] key) {
      pieces.drop(outer(key));
    }

    private byte[] outer(byte[] key) {
      byte[] outer = new byte[key.length + 1];
      outer[0] = letter;
      System.arraycopy(key, 0, outer, 1, key.length);
      return outer;
    }
  }
}
