package io.longshore.standalone.cli;

import picocli.CommandLine.Option;

/** Why an operator steps in; every request is a record that says so. */
final class ReasonOption {

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why, for the record.")
  private String text = "";

  String text() {
    return text;
  }
}
