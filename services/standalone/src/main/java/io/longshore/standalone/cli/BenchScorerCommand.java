package io.longshore.standalone.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longshore.bench.machine.Machine;
import io.longshore.standalone.scoring.PacedLatency;
import io.longshore.standalone.scoring.Peer;
import io.longshore.standalone.scoring.ScoringBench;
import io.longshore.standalone.scoring.ScoringLoad;
import io.longshore.standalone.scoring.ScoringResult;
import io.longshore.standalone.scoring.StageSplit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How fast the scorer is beside ONNX Runtime alone. */
@Command(
    name = "scorer",
    description =
        "Images a second through Kafka beside ONNX Runtime alone, with the same ResNet-32 (100"
            + " classes, 32x32x3), threads and batch, in alternating rounds.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  longshore bench scorer --rounds 3 --json scorer.json"})
final class BenchScorerCommand implements Callable<Integer> {

  @Option(
      names = "--images",
      description = "Images a round (default: ${DEFAULT-VALUE}).",
      defaultValue = "12000")
  private int images;

  @Option(
      names = "--warm",
      description = "Images of them before the part that counts (default: ${DEFAULT-VALUE}).",
      defaultValue = "3000")
  private int warm;

  @Option(
      names = "--rounds",
      description = "Rounds of each (default: ${DEFAULT-VALUE}).",
      defaultValue = "5")
  private int rounds;

  @Option(
      names = "--batch",
      description = "Images scored at once (default: ${DEFAULT-VALUE}).",
      defaultValue = "64")
  private int batch;

  @Option(names = "--workers", description = "Threads that score (default: all processors).")
  private int workers = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--latency-seconds",
      description = "How long single images are sent (default: ${DEFAULT-VALUE}).",
      defaultValue = "10")
  private int latencySeconds;

  @Option(
      names = "--peer",
      paramLabel = "NAME=COMMAND",
      description =
          "A program that scores in turn with the others; its environment says what: PEER_BOOTSTRAP,"
              + " PEER_IMAGES, PEER_PREDICTIONS, PEER_MODEL, PEER_BATCH, PEER_THREADS, PEER_COUNT."
              + " May be given again.")
  private List<String> peers = List.of();

  @Option(names = "--json", paramLabel = "FILE", description = "Write every number there.")
  private Optional<Path> json = Optional.empty();

  @Override
  public Integer call() throws IOException, InterruptedException {
    var load = new ScoringLoad(images, warm, rounds, batch, workers, latencySeconds);
    try (var scratch = Scratch.named("longshore-bench-scorer");
        Terminal terminal = Terminal.standard()) {
      ScoringResult result = new ScoringBench(load, peers(), scratch.folder(), terminal::say).run();
      terminal.print(Machine.here(workers).toString());
      terminal.print(table(result).toString());
      if (!peers.isEmpty()) {
        terminal.print(ofPeers(result).toString());
      }
      terminal.print(stages(result.latency()).toString());
      terminal.print(cores(result.latency()));
      BenchResult.write(json, () -> json(result).toPrettyString());
    }
    return 0;
  }

  private List<Peer> peers() {
    try {
      return peers.stream().map(Peer::parse).toList();
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException(e.getMessage() + " (--peer)");
    }
  }

  private static Table ofPeers(ScoringResult result) {
    var table = new Table("", "images/s (median)", "to the scorer through Kafka (rounds)");
    table.row("scorer through Kafka", rate(result.stream()), "1.00");
    result
        .peers()
        .forEach(
            (name, rounds) ->
                table.row(name, rate(rounds), result.ratioToScorer(rounds).toString()));
    return table;
  }

  private static Table table(ScoringResult result) {
    var table = new Table("", "images/s (median)", "to ONNX Runtime alone (rounds)", "asked");
    table
        .row("ONNX Runtime alone", rate(result.bare()), "1.00", "")
        .row("through Kafka", rate(result.stream()), result.ratioFloat32().toString(), ">= 0.90")
        .row(
            "exactly once",
            rate(result.exactlyOnce()),
            result.ratioExactlyOnce().toString(),
            ">= 0.80")
        .row(
            "int8, to int8 alone",
            rate(result.streamInt8()),
            result.ratioInt8().toString(),
            ">= 0.85")
        .row("single images", number(result.latency().full()), "", "")
        .row("p50, p99 at half of that, ms", latency(result.latency()), "", "p99 < 50")
        .row("bytes an image, workers", number(result.workerBytes()), "", "< 1000")
        .row("bytes an image, process", number(result.processBytes()), "", "");
    return table;
  }

  private static String latency(PacedLatency latency) {
    return latency.percentile(0.5) + ", " + latency.percentile(0.99);
  }

  private static Table stages(PacedLatency latency) {
    var table = new Table("stage of a single image", "mean, ms", "p50, ms", "p99, ms");
    for (StageSplit stage : latency.stages()) {
      table.row(
          stage.stage(),
          number(stage.meanMillis()),
          most(stage.p50Millis()),
          most(stage.p99Millis()));
    }
    return table;
  }

  private static String most(double millis) {
    return Double.isInfinite(millis) ? "more" : String.format(Locale.ROOT, "<= %.0f", millis);
  }

  private static String cores(PacedLatency latency) {
    return String.format(
        Locale.ROOT,
        "Half is half of what is scored while as much is sent one by one: %,.0f images/s. Then the"
            + " scorer keeps %.2f processors busy, the sender %.2f, the broker %.2f; the sender was"
            + " behind its times by %.0f ms at worst.",
        latency.full(),
        latency.cores().scorer(),
        latency.cores().sender(),
        latency.cores().broker(),
        latency.lateMillis());
  }

  private static String rate(List<Double> rounds) {
    return String.format(Locale.ROOT, "%,.0f", ScoringResult.median(rounds));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static ObjectNode json(ScoringResult result) {
    var mapper = new ObjectMapper();
    ObjectNode node = mapper.createObjectNode();
    node.put("ratioFloat32", result.ratioFloat32().median());
    node.put("ratioInt8", result.ratioInt8().median());
    node.put("ratioExactlyOnce", result.ratioExactlyOnce().median());
    node.put("imagesPerSecond", result.imagesPerSecond());
    node.put("singleImagesPerSecond", result.latency().full());
    node.put("p50Millis", result.latency().percentile(0.5));
    node.put("p99Millis", result.latency().percentile(0.99));
    node.set("stages", mapper.valueToTree(result.latency().stages()));
    node.set("cores", mapper.valueToTree(result.latency().cores()));
    node.put("workerBytesPerImage", result.workerBytes());
    node.put("processBytesPerImage", result.processBytes());
    node.set("bare", mapper.valueToTree(result.bare()));
    node.set("stream", mapper.valueToTree(result.stream()));
    node.set("exactlyOnce", mapper.valueToTree(result.exactlyOnce()));
    node.set("peers", mapper.valueToTree(result.peers()));
    node.set("bareInt8", mapper.valueToTree(result.bareInt8()));
    node.set("streamInt8", mapper.valueToTree(result.streamInt8()));
    return node;
  }
}
