package io.longshore.standalone.cli;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** Names that a command knows, at the end of its help. */
final class Listing {

  private Listing() {}

  /**
   * Closes the help of a command with a list.
   *
   * @param heading over it
   * @param width of the column of names
   */
  static <T> void close(
      CommandSpec command,
      String heading,
      int width,
      List<T> all,
      Function<T, String> name,
      Function<T, String> title) {
    String line = "  %-" + width + "s %s";
    Stream<String> lines = all.stream().map(it -> line.formatted(name.apply(it), title.apply(it)));
    command
        .usageMessage()
        .footer(
            Stream.of(Stream.of(command.usageMessage().footer()), Stream.of("", heading), lines)
                .flatMap(part -> part)
                .toArray(String[]::new));
  }
}
