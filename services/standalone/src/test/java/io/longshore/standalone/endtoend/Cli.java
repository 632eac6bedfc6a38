package io.longshore.standalone.endtoend;

import io.longshore.standalone.cli.Longshore;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/**
 * A command of the command line, run in this process.
 *
 * @param status it would exit with
 * @param out what it printed
 * @param err what it complained
 */
public record Cli(int status, String out, String err) {

  public static Cli run(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    CommandLine line =
        Longshore.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    int status = line.execute(arguments);
    return new Cli(status, out.toString(), err.toString());
  }
}
