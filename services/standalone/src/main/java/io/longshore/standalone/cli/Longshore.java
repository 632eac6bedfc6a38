package io.longshore.standalone.cli;

import io.longshore.datasets.DatasetException;
import io.longshore.ingest.dataset.IngestStalledException;
import io.longshore.runtime.admin.PortInUseException;
import io.longshore.runtime.config.InvalidSettingsException;
import io.longshore.runtime.signature.UnusableKeyException;
import io.longshore.runtime.topic.TopicMisconfiguredException;
import io.longshore.standalone.broker.StorageUnusableException;
import io.longshore.standalone.bundle.BundleFailedException;
import io.longshore.standalone.demo.StoryFailedException;
import io.longshore.trainer.rebuild.NotReproducibleException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
    name = "longshore",
    description = "Continual learning for the long tail, on Kafka.",
    mixinStandardHelpOptions = true,
    version = "longshore 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      IngestCommand.class,
      StatusCommand.class,
      ModelsCommand.class,
      AdaptCommand.class,
      PolicyCommand.class,
      ReplayCommand.class,
      PromoteCommand.class,
      RollbackCommand.class,
      ReproduceCommand.class,
      KeysCommand.class,
      BundleCommand.class,
      SoakCommand.class,
      BenchCommand.class,
      CommandLine.HelpCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  longshore demo --exit          the whole story, a table at the end",
      "  longshore up --data photos     serve folders of labelled images",
      "  longshore status               what is serving, and why"
    })
public final class Longshore implements Runnable {
  /** Exit status of a command that failed as such. */
  static final int FAILED = 1;

  @Spec private CommandSpec spec = CommandSpec.create();

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The commands, for whoever runs them: {@link #main} does in a process of its own. */
  public static CommandLine commandLine() {
    return new CommandLine(new Longshore())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (exception, command, parsed) -> {
              if (!isForPeople(exception)) {
                throw exception;
              }
              command.getErr().println("longshore: " + exception.getMessage());
              return FAILED;
            });
  }

  /** Failures whose message says all; anything else is a bug and keeps its trace. */
  private static boolean isForPeople(Exception e) {
    return e instanceof CommandFailedException
        || e instanceof StoryFailedException
        || e instanceof DatasetException
        || e instanceof InvalidSettingsException
        || e instanceof TopicMisconfiguredException
        || e instanceof PortInUseException
        || e instanceof StorageUnusableException
        || e instanceof IngestStalledException
        || e instanceof NotReproducibleException
        || e instanceof UnusableKeyException
        || e instanceof BundleFailedException;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
