package io.longshore.standalone.cli;

/** When output has colours. */
enum Colour {
  ALWAYS,
  NEVER,
  AUTO;

  /** As it is typed: picocli offers this for completion. */
  @Override
  public String toString() {
    return Word.of(this);
  }
}
