package io.longshore.standalone.cli;

import io.longshore.standalone.broker.LocalBroker;
import io.longshore.standalone.demo.Demo;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells the story. */
@Command(
    name = "demo",
    description =
        "Streams a long tail, shifts it, and shows how the model is kept good at all of it.",
    mixinStandardHelpOptions = true,
    exitCodeList =
        "1:with --exit: the tail did not gain or an image was lost; or the command failed",
    footer = {
      "",
      "Examples:",
      "  longshore demo --exit --json demo.json",
      "  longshore demo --seed 2"
    })
final class DemoCommand implements Callable<Integer> {

  @Option(
      names = "--exit",
      description =
          "End with the story; exit status 1 if the tail did not gain or an image was lost.")
  private boolean exit;

  @Option(
      names = "--seed",
      description = "Seed of everything random (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private long seed;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the table as JSON.")
  private @Nullable Path json;

  @Option(
      names = "--data-directory",
      paramLabel = "DIR",
      description = "An empty folder for everything (default: a new one in data/).")
  private @Nullable Path directory;

  @Option(
      names = LocalBroker.PORT_OPTION,
      description = "Port of the broker; 0 for any free one (default: ${DEFAULT-VALUE}).",
      defaultValue = "0")
  private int kafkaPort;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting over the story's own.")
  private Map<String, String> settings = Map.of();

  @Override
  public Integer call() {
    Path data = Optional.ofNullable(directory).orElseGet(DemoCommand::fresh);
    LogFile.in(data);
    try (Terminal terminal = Terminal.standard()) {
      boolean good =
          new Demo(terminal, data, seed, settings)
              .run(
                  kafkaPort,
                  Optional.ofNullable(json),
                  (system, consolePort) -> {
                    if (!exit) {
                      Serving.untilStopped(terminal, system, consolePort);
                    }
                  });
      return good ? 0 : ExitCode.FAILED;
    }
  }

  private static Path fresh() {
    return Path.of(
        "data",
        "demo-"
            + LocalDateTime.now(ZoneId.systemDefault())
                .format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")));
  }
}
