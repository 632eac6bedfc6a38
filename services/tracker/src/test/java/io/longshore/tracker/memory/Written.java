package io.longshore.tracker.memory;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** A changelog in memory, compacted. */
public final class Written implements Remembered.Pieces {
  private static final HexFormat HEX = HexFormat.of();

  private final Map<String, byte[]> pieces = new LinkedHashMap<>();

  @Override
  public void keep(byte[] key, byte[] piece) {
    pieces.remove(HEX.formatHex(key));
    pieces.put(HEX.formatHex(key), piece);
  }

  @Override
  public void drop(byte[] key) {
    pieces.remove(HEX.formatHex(key));
  }

  public int size() {
    return pieces.size();
  }

  public long bytes() {
    return pieces.values().stream().mapToLong(piece -> piece.length).sum();
  }

  public void restore(Remembered memory) {
    pieces.forEach((key, piece) -> memory.restore(HEX.parseHex(key), piece));
  }
}
