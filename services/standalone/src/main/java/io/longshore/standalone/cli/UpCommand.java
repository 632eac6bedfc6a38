package io.longshore.standalone.cli;

import io.longshore.console.ConsoleService;
import io.longshore.console.ConsoleServiceFactory;
import io.longshore.datasets.Dataset;
import io.longshore.datasets.DatasetCache;
import io.longshore.datasets.Datasets;
import io.longshore.datasets.LongTailProfile;
import io.longshore.ingest.dataset.DatasetIngest;
import io.longshore.standalone.broker.LocalBroker;
import io.longshore.standalone.system.InProcess;
import io.longshore.standalone.system.LocalSystem;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Everything in one process, until it is stopped. */
@Command(
    name = "up",
    description = "Starts a broker and every service in this process, and keeps them up.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  longshore up --data photos",
      "  longshore up --kafka-port 19092 --set longshore.trainer.seed=2"
    })
final class UpCommand implements Callable<Integer> {

  @Option(
      names = "--data-directory",
      paramLabel = "DIR",
      description =
          "Folder of everything; start again on it and nothing is lost (default: ${DEFAULT-VALUE}).",
      defaultValue = "data/up")
  private Path directory = Path.of("data", "up");

  @Option(
      names = "--data",
      paramLabel = "DIR|CSV|fashion-mnist",
      description =
          "Labelled images to send in: class/name.png, CIFAR binaries, or path,label[,unit,time].")
  private @Nullable String dataset;

  @Option(
      names = LocalBroker.PORT_OPTION,
      description = "Port of the broker (default: ${DEFAULT-VALUE}).",
      defaultValue = "9092")
  private int kafkaPort;

  @Option(
      names = "--http-port",
      description = "Port for images and labels (default: ${DEFAULT-VALUE}).",
      defaultValue = "8080")
  private int httpPort;

  @Option(
      names = "--admin-port",
      description = "Port for metrics and health (default: ${DEFAULT-VALUE}).",
      defaultValue = "9464")
  private int adminPort;

  @Option(
      names = "--console-port",
      description = "Port of the console (default: ${DEFAULT-VALUE}).",
      defaultValue = "8090")
  private int consolePort;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting, such as longshore.trainer.seed=2.")
  private Map<String, String> settings = Map.of();

  @Override
  public Integer call() throws InterruptedException {
    var all = new HashMap<String, String>();
    all.put("longshore.ingest.http.port", Integer.toString(httpPort));
    all.put("longshore.admin.port", Integer.toString(adminPort));
    all.put("longshore.console.port", Integer.toString(consolePort));
    all.putAll(settings);
    LogFile.in(directory);
    try (Terminal terminal = Terminal.standard()) {
      terminal.say("a broker and every service start in " + directory);
      var console = new InProcess<>(new ConsoleServiceFactory(), ConsoleService.class);
      try (var system =
          new LocalSystem(
              directory, kafkaPort, all, System.getenv(), UpCommand::broken, List.of(console))) {
        terminal.say("up; look on at http://127.0.0.1:" + console.service().port());
        if (dataset != null) {
          send(
              terminal,
              system.ingest().datasets(),
              Datasets.open(dataset, DatasetCache.standard(), terminal::say));
        }
        Serving.untilStopped(terminal, system, console.service().port());
      }
    }
    return 0;
  }

  private static void send(Terminal terminal, DatasetIngest ingest, Dataset dataset)
      throws InterruptedException {
    SendingDataset.heldOut(terminal, ingest, dataset);
    SendingDataset.stream(terminal, ingest, LongTailProfile.asItIs().select(dataset, 1));
  }

  /** A part is beyond repair in this process: end it, as a platform would start it again. */
  private static void broken(String reason) {
    System.err.println("longshore: stopped by a failure: " + reason);
    Runtime.getRuntime().halt(ExitCode.FAILED);
  }
}
