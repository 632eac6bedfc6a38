package io.longshore.standalone.cli;

import java.util.Locale;

/** Bytes for people: offset, hexadecimal, and ASCII where there is one. */
final class HexDump {
  private static final int ROW = 16;
  private static final int HALF = ROW / 2;

  private HexDump() {}

  /** At most so many of the first bytes. */
  static String of(byte[] bytes, int most) {
    int shown = Math.min(bytes.length, most);
    var dump = new StringBuilder();
    for (int from = 0; from < shown; from += ROW) {
      var hex = new StringBuilder();
      var ascii = new StringBuilder();
      for (int i = from; i < Math.min(shown, from + ROW); i++) {
        hex.append(String.format(Locale.ROOT, "%02x ", bytes[i]));
        hex.append(i - from == HALF - 1 ? " " : "");
        ascii.append(bytes[i] >= ' ' && bytes[i] <= '~' ? (char) bytes[i] : '.');
      }
      dump.append(String.format(Locale.ROOT, "%08x  %-49s |%s|%n", from, hex, ascii));
    }
    if (shown < bytes.length) {
      dump.append(String.format(Locale.ROOT, "%08x  and %,d more%n", shown, bytes.length - shown));
    }
    return dump.toString();
  }
}
