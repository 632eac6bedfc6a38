package io.longshore.standalone.cli;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.kafka.Received;
import io.longshore.runtime.lag.LagReader;
import io.longshore.schemas.Topics;
import io.longshore.standalone.status.Behind;
import io.longshore.standalone.status.StreamStatus;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says in a screenful what is serving and why, how the mix stands, and how the scorers are. */
@Command(
    name = "status",
    description =
        "Says what is serving, since when and why; what is on trial; how far behind its readers"
            + " are; how the class mix stands, and what was decided last.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  longshore status",
      "  longshore status --watch --stream reef",
      "  longshore status -o json"
    })
final class StatusCommand implements Runnable {
  /** Home, and nothing below: ECMA-48's CUP and ED. */
  private static final String CLEAR = "\u001b[H\u001b[J";

  private static final String WHOLE = "\u001b[2J";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Mixin private OutputOptions output = new OutputOptions();

  @Option(
      names = {"-w", "--watch"},
      description = "Look again every few seconds, until Ctrl-C; on a terminal.")
  private boolean watch;

  @Option(
      names = "--every",
      paramLabel = "SECONDS",
      description = "How often, with --watch (default: ${DEFAULT-VALUE}).",
      defaultValue = "2")
  private int every = 2;

  @Override
  public void run() {
    if (watch && (output.isJson() || !output.screen().isTerminal())) {
      throw new WrongUsageException(
          "--watch draws over a terminal; for a program, call 'status -o json' again and again");
    }
    if (every < 1) {
      throw new WrongUsageException("--every is " + every + ", but must be at least 1");
    }
    KafkaConnection kafka = cluster.connect();
    try (var reading = new TopicReading(kafka);
        var lag = new LagReader(kafka, "cli-reads-lag", Clock.systemUTC())) {
      if (watch) {
        watch(reading, lag, kafka);
      } else {
        StreamStatus status = look(reading, lag, kafka);
        output.print(
            screen -> StatusView.text(status, screen), () -> StatusFields.of(status).json());
      }
    }
  }

  private void watch(TopicReading reading, LagReader lag, KafkaConnection kafka) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(WHOLE);
    while (!Thread.currentThread().isInterrupted()) {
      String text = StatusView.text(look(reading, lag, kafka), output.screen());
      out.print(CLEAR + text);
      out.flush();
      pause();
    }
  }

  private void pause() {
    try {
      Thread.sleep(1000L * every);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private StreamStatus look(TopicReading reading, LagReader lag, KafkaConnection kafka) {
    String stream = cluster.stream;
    List<RolloutPlan> plans =
        reading.all(Topics.ROLLOUTS).stream()
            .filter(record -> record.key().equals(stream))
            .map(Received::value)
            .toList();
    Optional<ClassFrequencies> frequencies = reading.last(Topics.CLASS_FREQUENCIES, stream);
    Optional<Adaptation> adaptation =
        reading.all(Topics.ADAPTATIONS).stream()
            .map(Received::value)
            .filter(a -> a.stream().equals(stream))
            .reduce((first, last) -> last);
    return new StreamStatus(
        stream,
        plans,
        frequencies,
        adaptation,
        List.copyOf(reading.latest(Topics.SCORER_REPORTS).values()),
        Behind.ask(lag, kafka.names()),
        Instant.now());
  }
}
