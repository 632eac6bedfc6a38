package io.longshore.standalone.cli;

import io.longshore.ingest.IngestService;
import io.longshore.standalone.intake.IntakeBench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How fast images come in from a sender in this process. */
@Command(
    name = "ingest",
    description =
        "Images a second from a sender in this process to a broker's acknowledgement, judged,"
            + " named and labelled like any other, onto the topics of the deployment there.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  longshore bench ingest photos/cat -b 127.0.0.1:9092",
      "",
      "Beside Kafka's own ProducerPerformance: loadtest/run peers"
    })
final class BenchIngestCommand implements Callable<Integer> {
  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Parameters(paramLabel = "DIR", description = "A folder of images, which are sent in turn.")
  private Path folder = Path.of("");

  @Option(
      names = "--images",
      description = "Images that count (default: ${DEFAULT-VALUE}).",
      defaultValue = "200000")
  private int images;

  @Option(
      names = "--warm",
      description = "Images before them (default: ${DEFAULT-VALUE}).",
      defaultValue = "100000")
  private int warm;

  @Option(names = "--threads", description = "Threads that send (default: all processors).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<byte[]> files = files();
    try (var scratch = Scratch.named("longshore-bench-ingest");
        Terminal terminal = Terminal.standard();
        IngestService service = IngestCommand.service(cluster, scratch.folder())) {
      service.start();
      double rate =
          new IntakeBench(service.pipeline(), files)
              .imagesPerSecond(new IntakeBench.Load(warm, images, threads));
      terminal.print(String.format(Locale.ROOT, "%.1f images/s", rate));
    }
    return 0;
  }

  private List<byte[]> files() throws IOException {
    var files = new ArrayList<byte[]>();
    try (Stream<Path> paths = Files.list(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
        files.add(Files.readAllBytes(path));
      }
    }
    if (files.isEmpty()) {
      throw new CommandFailedException("folder " + folder + " has no files; put images there");
    }
    return files;
  }
}
