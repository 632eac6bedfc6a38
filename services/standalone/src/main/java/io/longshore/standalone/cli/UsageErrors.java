package io.longshore.standalone.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What was typed is no command: says what is wrong with it, what may be meant, and who knows. */
final class UsageErrors implements IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException exception, String[] args) {
    CommandLine command = exception.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("longshore: " + exception.getMessage());
    UnmatchedArgumentException.printSuggestions(exception, err);
    err.printf("'%s --help' says what there is%n", command.getCommandSpec().qualifiedName());
    return ExitCode.USAGE;
  }
}
