package io.longshore.standalone.cli;

/** What is worth a colour. */
enum Paint {
  GOOD(32),
  WARNING(33),
  BAD(31),
  HEADING(1);

  private final int code;

  Paint(int code) {
    this.code = code;
  }

  /** ANSI's select graphic rendition (ECMA-48, 8.3.117), and back. */
  String over(String text) {
    return text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
