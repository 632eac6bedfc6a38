package io.longshore.standalone.cli;

import java.io.PrintWriter;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option of every command that prints data, and the printing. */
final class OutputOptions {

  enum Format {
    TABLE,
    JSON
  }

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description =
          "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). JSON is one document with raw"
              + " numbers; services/standalone/OUTPUT.md has a sample of each.",
      completionCandidates = Choices.Formats.class,
      defaultValue = "table")
  private Format format = Format.TABLE;

  boolean isJson() {
    return format == Format.JSON;
  }

  Screen screen() {
    return Longshore.screen(spec);
  }

  /** Prints at once what comes before the rest. */
  void say(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
  }

  /** Prints one of the two, and makes only that. */
  void print(Function<Screen, String> table, Supplier<String> json) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(isJson() ? json.get() : table.apply(screen()));
    out.flush();
  }
}
