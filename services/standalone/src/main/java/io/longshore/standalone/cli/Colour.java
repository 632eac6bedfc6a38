package io.longshore.standalone.cli;

/** When output has colours. */
enum Colour {
  ALWAYS,
  NEVER,
  AUTO
}
