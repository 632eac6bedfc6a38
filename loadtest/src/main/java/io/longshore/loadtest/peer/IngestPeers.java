package io.longshore.loadtest.peer;

import io.longshore.loadtest.audit.TopicReading;
import io.longshore.loadtest.load.Flood;
import io.longshore.loadtest.process.Cluster;
import io.longshore.loadtest.process.JavaProcess;
import io.longshore.loadtest.process.ServiceKind;
import io.longshore.loadtest.process.ServiceNode;
import io.longshore.runtime.kafka.Received;
import io.longshore.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * How many images a second come in, of the same bytes and to the same broker: by Kafka's {@code
 * ProducerPerformance}, which only sends; by {@code longshore ingest}, which judges every image and
 * writes its label too; and over HTTP.
 */
@Command(
    name = "ingest-peers",
    description = "Compares Longshore's ways in with Kafka's ProducerPerformance.",
    mixinStandardHelpOptions = true,
    exitCodeOnExecutionException = 2)
public final class IngestPeers implements Callable<Integer> {
  private static final Pattern RATE = Pattern.compile("([0-9.]+) records/sec");
  private static final double WARM_UP = 0.25;
  private static final int DIFFERENT = 500;
  private static final int OUTSTANDING = 64;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--class-path",
      description =
          "Class path of brokers, services and Kafka's tools (default: ${DEFAULT-VALUE}).",
      defaultValue = "services/standalone/target/lib/*:loadtest/target/lib/*")
  private String classPath = "";

  @Option(names = "--directory", required = true, description = "An empty folder.")
  private Path directory = Path.of("");

  @Option(
      names = "--images",
      description = "Images of each run (default: ${DEFAULT-VALUE}).",
      defaultValue = "20000")
  private int images;

  @Option(
      names = "--side",
      description = "Of the images, in pixels (default: ${DEFAULT-VALUE}).",
      defaultValue = "64")
  private int side;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new IngestPeers()).execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    Path folder = Files.createDirectories(directory).toAbsolutePath();
    List<byte[]> pngs = Flood.pictures(side, DIFFERENT);
    int bytes = (int) pngs.stream().mapToInt(png -> png.length).average().orElseThrow();
    say("%,d images of %,d bytes; the first quarter of each run is not measured", images, bytes);
    try (Cluster cluster = Cluster.start(classPath, folder, List.of(folder.resolve("log")));
        ServiceNode ingest = ingest(cluster, folder)) {
      ingest.start();
      ingest.awaitReady();
      double http =
          Flood.imagesPerSecond(
              ingest.address(), pngs, images, (int) (images * WARM_UP), OUTSTANDING);
      double inProcess = inProcess(cluster, folder, pngs);
      double ceiling = ceiling(cluster, folder, bytes);
      say("| way in | images/s | of the ceiling |");
      say("|---|---|---|");
      say("| ProducerPerformance | %,.0f | 1.00 |", ceiling);
      say("| longshore ingest | %,.0f | %.2f |", inProcess, inProcess / ceiling);
      say("| HTTP | %,.0f | %.2f |", http, http / ceiling);
    }
    return 0;
  }

  private ServiceNode ingest(Cluster cluster, Path folder) {
    return new ServiceNode(
        ServiceKind.INGEST,
        "0",
        classPath,
        folder,
        Map.of(
            "kafka.bootstrap.servers", cluster.direct(),
            "longshore.topics.replication", "1",
            "longshore.topics.min-in-sync", "1"));
  }

  /** Kafka's own tool, with the settings that ingest's producer has. */
  private double ceiling(Cluster cluster, Path folder, int bytes)
      throws InterruptedException, IOException {
    Path printed = folder.resolve("producer-performance.log");
    JavaProcess.start(
            "ProducerPerformance",
            classPath,
            List.of(
                "-Xmx512m",
                "org.apache.kafka.tools.ProducerPerformance",
                "--topic",
                "images",
                "--num-records",
                Integer.toString(images),
                "--warmup-records",
                Integer.toString((int) (images * WARM_UP)),
                "--record-size",
                Integer.toString(bytes),
                "--throughput",
                "-1",
                "--command-property",
                "bootstrap.servers=" + cluster.direct(),
                "acks=all",
                "linger.ms=5",
                "batch.size=262144"),
            Map.of(),
            printed)
        .await();
    double rate = Double.NaN;
    for (String line : Files.readAllLines(printed)) {
      Matcher matcher = RATE.matcher(line);
      if (matcher.find()) {
        rate = Double.parseDouble(matcher.group(1)); // the last line sums up
      }
    }
    return rate;
  }

  /** The command line's way in, over a folder of images; timed by the records themselves. */
  private double inProcess(Cluster cluster, Path folder, List<byte[]> pngs)
      throws InterruptedException, IOException {
    Path dataset = folder.resolve("dataset");
    for (int i = 0; i < images; i++) {
      Path place = Files.createDirectories(dataset.resolve("class-" + i % 10));
      Files.write(place.resolve(i + ".png"), pngs.get(i % pngs.size()));
    }
    JavaProcess.start(
            "longshore ingest",
            classPath,
            List.of(
                "-Xmx512m",
                "io.longshore.standalone.cli.Longshore",
                "ingest",
                dataset.toString(),
                "-b",
                cluster.direct(),
                "--data-directory",
                folder.resolve("journal").toString()),
            Map.of(),
            folder.resolve("ingest-command.log"))
        .await();
    List<Instant> sent =
        new TopicReading(cluster.direct())
            .all(Topics.LABELS).stream()
                .filter(label -> !label.key().value().startsWith("flood-"))
                .map(Received::timestamp)
                .sorted()
                .toList();
    int from = (int) (sent.size() * WARM_UP);
    double seconds =
        (sent.get(sent.size() - 1).toEpochMilli() - sent.get(from).toEpochMilli()) / 1e3;
    return (sent.size() - 1 - from) / seconds;
  }

  private void say(String text, Object... values) {
    spec.commandLine().getOut().println(String.format(Locale.ROOT, text, values));
    spec.commandLine().getOut().flush();
  }
}
