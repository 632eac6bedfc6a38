package io.longshore.standalone.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
    name = "longshore",
    description = "Continual learning for the long tail, on Kafka.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      IngestCommand.class,
      StatusCommand.class,
      ModelsCommand.class,
      ExportCommand.class,
      AdaptCommand.class,
      PolicyCommand.class,
      ReplayCommand.class,
      RolloutCommand.class,
      PromoteCommand.class,
      RollbackCommand.class,
      RejectsCommand.class,
      TopicsCommand.class,
      DoctorCommand.class,
      ReproduceCommand.class,
      KeysCommand.class,
      CertificatesCommand.class,
      BundleCommand.class,
      SoakCommand.class,
      BenchCommand.class,
      CompletionCommand.class,
      CommandLine.HelpCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  longshore demo --exit              # the whole story, a table at the end",
      "  longshore up --data photos         # serve folders of labelled images",
      "  longshore status                   # what is serving, and why",
      "  longshore doctor                   # what is wrong, and what to do about it"
    })
public final class Longshore implements Runnable {
  private static final String VERSION = "longshore 0.1.0";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      scope = ScopeType.INHERIT,
      description = "always, never or auto: on a terminal, unless NO_COLOR is set (default: auto).",
      defaultValue = "auto")
  private Colour colour = Colour.AUTO;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Of a failure, show where in the code it happened, too.")
  private boolean verbose;

  private final Screen standard;

  private Longshore(Screen standard) {
    this.standard = standard;
  }

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The commands, for whoever runs them: {@link #main} does in a process of its own. */
  public static CommandLine commandLine() {
    return commandLine(Screen.ofProcess());
  }

  static CommandLine commandLine(Screen standard) {
    var longshore = new Longshore(standard);
    var line = new CommandLine(longshore).setCaseInsensitiveEnumValuesAllowed(true);
    tellOfAll(line);
    return line.setExecutionStrategy(
            parsed -> {
              line.setColorScheme(CommandLine.Help.defaultColorScheme(longshore.ansi()));
              return new CommandLine.RunLast().execute(parsed);
            })
        .setParameterExceptionHandler(new UsageErrors())
        .setExecutionExceptionHandler(
            (exception, command, parsed) -> {
              Failure failure = Failure.of(exception);
              command.getErr().println("longshore: " + failure.sentence());
              if (longshore.verbose) {
                exception.printStackTrace(command.getErr());
              }
              return failure.status();
            });
  }

  /** Where the output of a command goes. */
  static Screen screen(CommandSpec command) {
    return command.root().userObject() instanceof Longshore root
        ? root.standard.coloured(root.colour, System.getenv())
        : Screen.FILE;
  }

  private Ansi ansi() {
    return standard.coloured(colour, System.getenv()).isColoured() ? Ansi.ON : Ansi.OFF;
  }

  /** Every command has the version and the exit codes in its help. */
  private static void tellOfAll(CommandLine line) {
    line.getCommandSpec().version(VERSION);
    Map<String, String> own = line.getCommandSpec().usageMessage().exitCodeList();
    var list = ExitCode.list();
    list.putAll(own);
    line.getCommandSpec().usageMessage().exitCodeListHeading("%nExit status:%n").exitCodeList(list);
    line.getSubcommands().values().forEach(Longshore::tellOfAll);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
