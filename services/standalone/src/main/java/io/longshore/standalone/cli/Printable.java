package io.longshore.standalone.cli;

import java.nio.charset.StandardCharsets;

/**
 * Text of strangers for a terminal. What could move the cursor, change colours or turn the order of
 * letters round is written as its number, so it is read and not obeyed.
 */
final class Printable {

  private Printable() {}

  static String of(String text) {
    var printable = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (isHarmless(c)) {
                printable.appendCodePoint(c);
              } else {
                printable.append(String.format("\\u{%x}", c));
              }
            });
    return printable.toString();
  }

  /** No longer than so many characters. */
  static String of(String text, int most) {
    String printable = of(text.length() > most ? text.substring(0, most) : text);
    return text.length() > most || printable.length() > most
        ? printable.substring(0, Math.min(most, printable.length())) + "…"
        : printable;
  }

  /** The beginning of bytes that may be text. */
  static String of(byte[] bytes, int most) {
    return of(new String(bytes, 0, Math.min(bytes.length, 4 * most), StandardCharsets.UTF_8), most);
  }

  private static boolean isHarmless(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
