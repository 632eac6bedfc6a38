package io.longshore.standalone.cli;

import io.longshore.datasets.Dataset;
import io.longshore.datasets.DatasetCache;
import io.longshore.datasets.Datasets;
import io.longshore.datasets.LongTailProfile;
import io.longshore.ingest.IngestService;
import io.longshore.ingest.IngestServiceFactory;
import io.longshore.runtime.Health;
import io.longshore.runtime.ServiceContext;
import io.longshore.runtime.admin.Pages;
import io.longshore.runtime.config.Settings;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.trace.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends a data set to a running Longshore, through the same code as HTTP. */
@Command(
    name = "ingest",
    description =
        "Sends labelled images to a running Longshore; run again, it goes on where it was.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  longshore ingest photos -b kafka.example.org:9092",
      "  longshore ingest fashion-mnist --imbalance 100 --largest 2000"
    })
final class IngestCommand implements Callable<Integer> {
  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Parameters(
      paramLabel = "DIR|CSV|fashion-mnist",
      description = "class/name.png, CIFAR binaries, or a CSV of path,label[,unit,time].")
  private String source = "";

  @Option(
      names = "--imbalance",
      description = "Make it long-tailed: largest class over smallest (default: as it is).",
      defaultValue = "0")
  private double imbalance;

  @Option(
      names = "--largest",
      description = "Images of the largest class, with --imbalance (default: ${DEFAULT-VALUE}).",
      defaultValue = "1000")
  private int largest;

  @Option(
      names = "--seed",
      description = "Decides which images and their order (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private long seed;

  @Option(
      names = "--data-directory",
      paramLabel = "DIR",
      description = "Where it remembers what was sent (default: ${DEFAULT-VALUE}).",
      defaultValue = "data/ingest")
  private Path directory = Path.of("data", "ingest");

  @Override
  public Integer call() throws InterruptedException {
    try (Terminal terminal = Terminal.standard()) {
      Dataset dataset = Datasets.open(source, DatasetCache.standard(), terminal::say);
      Dataset chosen =
          (imbalance > 0
                  ? LongTailProfile.exponential(largest, imbalance)
                  : LongTailProfile.asItIs())
              .select(dataset, seed);
      try (IngestService service = service(cluster, directory)) {
        service.start();
        SendingDataset.heldOut(terminal, service.datasets(), chosen);
        SendingDataset.stream(terminal, service.datasets(), chosen);
      }
    }
    return 0;
  }

  /** Ingest in this process, not started; its endpoint takes any free port. */
  static IngestService service(ClusterOptions cluster, Path directory) {
    KafkaConnection kafka = cluster.connect();
    var context =
        new ServiceContext(
            cluster.stream,
            "cli",
            kafka,
            Clock.systemUTC(),
            new SimpleMeterRegistry(),
            new Health(reason -> {}),
            directory,
            Pages.NOWHERE,
            Tracing.OFF);
    var factory = new IngestServiceFactory();
    Settings settings =
        Settings.load(
            Map.of(), Map.of("longshore.ingest.http.port", "0"), Set.of(factory.settings()));
    return factory.create(settings, context);
  }
}
