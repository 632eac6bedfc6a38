package io.longshore.standalone.cli;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Help.Ansi;

/**
 * Where a command's output goes.
 *
 * @param columns of the terminal; empty if it is a file or a pipe
 * @param isColoured whether colours are wanted
 */
record Screen(OptionalInt columns, boolean isColoured) {
  /** A file or a pipe: nothing is cut, drawn over or coloured. */
  static final Screen FILE = new Screen(OptionalInt.empty(), false);

  /** The launcher says how wide standard output is, 0 for no terminal: Java itself cannot. */
  static final String COLUMNS_PROPERTY = "longshore.terminal.columns";

  private static final int USUAL_COLUMNS = 80;

  /** The standard output of this process. */
  static Screen ofProcess() {
    String told = System.getProperty(COLUMNS_PROPERTY, "");
    if (told.matches("[0-9]{1,5}")) {
      int columns = Integer.parseInt(told);
      return columns == 0 ? FILE : new Screen(OptionalInt.of(columns), true);
    }
    return Ansi.AUTO.enabled() ? new Screen(OptionalInt.of(USUAL_COLUMNS), true) : FILE;
  }

  boolean isTerminal() {
    return columns.isPresent();
  }

  /**
   * This screen with the colours that are wanted.
   *
   * @param environment NO_COLOR (<a href="https://no-color.org">no-color.org</a>) and TERM=dumb
   *     want none, unless the command line says otherwise
   */
  Screen coloured(Colour when, Map<String, String> environment) {
    return switch (when) {
      case ALWAYS -> new Screen(columns, true);
      case NEVER -> new Screen(columns, false);
      case AUTO ->
          new Screen(
              columns,
              isTerminal()
                  && Optional.ofNullable(environment.get("NO_COLOR")).orElse("").isEmpty()
                  && !"dumb".equals(environment.get("TERM")));
    };
  }

  String painted(Paint paint, String text) {
    return isColoured ? paint.over(text) : text;
  }
}
