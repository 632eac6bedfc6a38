package io.longshore.loadtest.peer;

import io.longshore.loadtest.load.Flood;
import io.longshore.loadtest.process.Cluster;
import io.longshore.loadtest.process.Compiling;
import io.longshore.loadtest.process.EmptyFolder;
import io.longshore.loadtest.process.ServiceKind;
import io.longshore.loadtest.process.ServiceNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * How many images a second come in, of as many bytes and to the same topic of the same broker: by
 * Kafka's {@code ProducerPerformance}, which only sends, one record or both that an image is; by
 * ingest in one process with its sender; and over HTTP. The sides take turns, and each round has a
 * process and a warm-up of its own, but for the service behind HTTP, which stays.
 */
@Command(
    name = "loadtest/run peers",
    description = "Compares Longshore's ways in with Kafka's ProducerPerformance.",
    mixinStandardHelpOptions = true,
    exitCodeOnExecutionException = 2)
public final class IngestPeers implements Callable<Integer> {
  private static final int DIFFERENT = 1000;
  private static final double WARM_UP = 0.5;

  /** What ingest's producer has. */
  private static final List<String> PRODUCER =
      List.of(
          "acks=all",
          "enable.idempotence=true",
          "linger.ms=5",
          "batch.size=262144",
          "buffer.memory=75497472",
          "compression.type=none");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--class-path",
      description =
          "Class path of brokers, services and Kafka's tools (default: ${DEFAULT-VALUE}).",
      defaultValue = "services/standalone/target/lib/*:loadtest/target/lib/*")
  private String classPath = "";

  @Option(
      names = "--directory",
      required = true,
      converter = EmptyFolder.class,
      description = "An empty folder.")
  private Path directory = Path.of("");

  @Option(
      names = "--images",
      description =
          "Images that count, of each round; half as many before them (default: ${DEFAULT-VALUE}).",
      defaultValue = "1000000")
  private int images;

  @Option(
      names = "--rounds",
      description = "Rounds of each; medians are compared (default: ${DEFAULT-VALUE}).",
      defaultValue = "3")
  private int rounds;

  @Option(
      names = "--side",
      description = "Of the images, in pixels (default: ${DEFAULT-VALUE}).",
      defaultValue = "28")
  private int side;

  @Option(
      names = "--batch",
      description = "Images of a request (default: ${DEFAULT-VALUE}).",
      defaultValue = "500")
  private int batch;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new IngestPeers()).execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    List<byte[]> pngs = Flood.pictures(side, DIFFERENT);
    int bytes = (int) pngs.stream().mapToInt(png -> png.length).average().orElseThrow();
    say("%,d images of %,d bytes a round, after %,d to warm up", images, bytes, warm());
    List<Path> logs = List.of(directory.resolve("log"));
    try (Cluster cluster =
            Cluster.start(classPath, directory, logs, Optional.empty(), Compiling.WELL);
        ServiceNode ingest = ingest(cluster)) {
      ingest.with(Compiling.WELL);
      ingest.start();
      ingest.awaitReady();
      report(played(ways(cluster, ingest, pngs, bytes)));
    }
    return 0;
  }

  private int warm() {
    return (int) (images * WARM_UP);
  }

  private List<WayIn> ways(Cluster cluster, ServiceNode ingest, List<byte[]> pngs, int bytes)
      throws IOException {
    RecordSize records = RecordSize.of(pngs.get(0), side);
    return List.of(
        made(cluster, bytes),
        performance(cluster, "from a file", "--payload-file", payloads(bytes)),
        new Both(
            "ProducerPerformance, both records of an image",
            made(cluster, records.image()),
            made(cluster, records.label())),
        new Program(
            "in process",
            classPath,
            List.of(
                "io.longshore.standalone.cli.Longshore",
                "bench",
                "ingest",
                files(pngs),
                "-b",
                cluster.direct(),
                "--images",
                Integer.toString(images),
                "--warm",
                Integer.toString(warm())),
            Pattern.compile("([0-9.]+) images/s"),
            directory.resolve("in-process.log")),
        new OverHttp(ingest.address(), pngs, batch, warm(), images),
        new OverHttp(ingest.address(), pngs, 1, warm() / 10, images / 10));
  }

  private Program made(Cluster cluster, int bytes) {
    return performance(cluster, "made", "--record-size", Integer.toString(bytes));
  }

  private Program performance(Cluster cluster, String letters, String... payload) {
    var arguments =
        new ArrayList<>(
            List.of(
                "org.apache.kafka.tools.ProducerPerformance",
                "--topic",
                "images",
                "--num-records",
                Integer.toString(images + warm()),
                "--warmup-records",
                Integer.toString(warm()),
                "--throughput",
                "-1"));
    arguments.addAll(List.of(payload));
    arguments.add("--command-property");
    arguments.add("bootstrap.servers=" + cluster.direct());
    arguments.addAll(PRODUCER);
    return new Program(
        "ProducerPerformance, letters " + letters,
        classPath,
        arguments,
        Pattern.compile("([0-9.]+) records/sec"),
        directory.resolve("producer-performance.log"));
  }

  /** Lines of letters, each as long as an image is: the tool reads text alone. */
  private String payloads(int bytes) throws IOException {
    var random = new Random(1);
    var text = new StringBuilder();
    for (int i = 0; i < DIFFERENT; i++) {
      random.ints(bytes, 'A', 'Z' + 1).forEach(letter -> text.append((char) letter));
      text.append('\n');
    }
    return Files.writeString(directory.resolve("payloads"), text).toString();
  }

  private String files(List<byte[]> pngs) throws IOException {
    Path place = Files.createDirectories(directory.resolve("images"));
    for (int i = 0; i < pngs.size(); i++) {
      Files.write(place.resolve(i + ".png"), pngs.get(i));
    }
    return place.toString();
  }

  private ServiceNode ingest(Cluster cluster) {
    return new ServiceNode(
        ServiceKind.INGEST,
        "0",
        classPath,
        directory,
        Map.of(
            "kafka.bootstrap.servers", cluster.direct(),
            "longshore.topics.replication", "1",
            "longshore.topics.min-in-sync", "1"));
  }

  /** All sides, in turn, as often as there are rounds. */
  private Map<WayIn, List<Double>> played(List<WayIn> ways) throws InterruptedException {
    var rates = new LinkedHashMap<WayIn, List<Double>>();
    for (int round = 1; round <= rounds; round++) {
      for (WayIn way : ways) {
        double rate = way.imagesPerSecond();
        rates.computeIfAbsent(way, key -> new ArrayList<>()).add(rate);
        say("round %d: %s %,.0f images/s", round, way.name(), rate);
      }
    }
    return rates;
  }

  private void report(Map<WayIn, List<Double>> rates) {
    double ceiling = median(rates.values().iterator().next());
    say("| way in | images/s, median | of the first | rounds |");
    say("|---|---|---|---|");
    rates.forEach(
        (way, all) ->
            say(
                "| %s | %,.0f | %.2f | %s |",
                way.name(),
                median(all),
                median(all) / ceiling,
                all.stream()
                    .map(rate -> String.format(Locale.ROOT, "%,.0f", rate))
                    .collect(Collectors.joining(", "))));
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  private void say(String text, Object... values) {
    spec.commandLine().getOut().println(String.format(Locale.ROOT, text, values));
    spec.commandLine().getOut().flush();
  }
}
