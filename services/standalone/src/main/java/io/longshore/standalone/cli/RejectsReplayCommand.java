package io.longshore.standalone.cli;

import io.longshore.domain.reject.Reject;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.kafka.RecordNotWrittenException;
import io.longshore.standalone.rejects.KeptReject;
import io.longshore.standalone.rejects.RefusalWatch;
import io.longshore.standalone.rejects.RejectLog;
import io.longshore.standalone.rejects.RejectSender;
import io.longshore.standalone.rejects.ReplayPlan;
import io.longshore.standalone.rejects.ReplayStep;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends refused records again. */
@Command(
    name = "replay",
    description = {
      "Sends refused records again, as they were, to the topic and partition they came from; every"
          + " reader of the topic reads them again.",
      "Without --yes it only says what it would do."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  longshore rejects replay --service scorer --reason BROKEN_IMAGE   # what it would do",
      "  longshore rejects replay images/0@17 --yes"
    })
final class RejectsReplayCommand implements Runnable {
  private static final int MESSAGE_SHOWN = 100;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Mixin private RejectFilter filter = new RejectFilter();

  @Parameters(
      paramLabel = "SOURCE",
      arity = "0..*",
      description = "Where they came from, as 'rejects list' says (default: all that match).")
  private List<String> sources = List.of();

  @Option(names = "--yes", description = "Do it.")
  private boolean yes;

  @Option(
      names = "--most",
      paramLabel = "N",
      description = "Most replays of a record that is refused again (default: ${DEFAULT-VALUE}).",
      defaultValue = "3")
  private int most = 3;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description = "How long to see whether they are refused again (default: ${DEFAULT-VALUE}).",
      defaultValue = "5")
  private int wait = 5;

  @Override
  public void run() {
    if (sources.isEmpty() && filter.isEmpty()) {
      throw new WrongUsageException("say what to replay: SOURCE, --service, --reason or --since");
    }
    KafkaConnection kafka = cluster.connect();
    var terminal = new Terminal(spec.commandLine().getOut(), Longshore.screen(spec).isTerminal());
    try (terminal;
        var log = new RejectLog(kafka)) {
      List<ReplayStep> steps = plan(log);
      terminal.print(table(steps).on(Longshore.screen(spec)).stripTrailing());
      List<ReplayStep.Send> sends =
          steps.stream()
              .filter(ReplayStep.Send.class::isInstance)
              .map(ReplayStep.Send.class::cast)
              .toList();
      if (!yes) {
        terminal.print(
            "%d of %d would be sent again; --yes does it".formatted(sends.size(), steps.size()));
      } else if (!sends.isEmpty()) {
        send(sends, kafka, log, terminal);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("interrupted; what was said to be sent was sent");
    }
  }

  private List<ReplayStep> plan(RejectLog log) {
    List<KeptReject> all = log.summaries(RejectLog.services());
    List<KeptReject> chosen =
        all.stream()
            .filter(filter::accepts)
            .filter(reject -> sources.isEmpty() || sources.contains(reject.source()))
            .toList();
    Set<String> known = chosen.stream().map(KeptReject::source).collect(Collectors.toSet());
    sources.stream()
        .filter(source -> !known.contains(source))
        .findFirst()
        .ifPresent(
            source -> {
              throw new CommandFailedException(
                  "no such reject from '%s'; './longshore rejects list' lists them"
                      .formatted(Printable.of(source)));
            });
    return ReplayPlan.of(chosen, all, most);
  }

  private static Table table(List<ReplayStep> steps) {
    var table = new Table("SERVICE", "SOURCE", "REASON", "BYTES", "WHAT");
    for (ReplayStep step : steps) {
      KeptReject reject = step.reject();
      table.row(
          reject.service().service(),
          Printable.of(reject.source(), MESSAGE_SHOWN),
          reject.reason().name(),
          Integer.toString(reject.bytes()),
          step instanceof ReplayStep.Send send
              ? "send, replay " + send.replays()
              : "keep: " + ((ReplayStep.Keep) step).because());
    }
    return table;
  }

  private void send(
      List<ReplayStep.Send> sends, KafkaConnection kafka, RejectLog log, Terminal terminal)
      throws InterruptedException {
    var sent = new LinkedHashSet<String>();
    try (var watch = new RefusalWatch(kafka);
        var sender = new RejectSender(kafka)) {
      for (ReplayStep.Send step : sends) {
        Reject whole = log.at(step.reject().service(), step.reject().position());
        sent.add(sender.send(step, whole).toString());
        terminal.progress("sent", sent.size(), sends.size(), "");
      }
      terminal.print("sent %d of %d records".formatted(sent.size(), sends.size()));
      Map<String, Reject> refused = watch.refusals(sent, Duration.ofSeconds(wait));
      terminal.print("%d of them were refused again within %d s".formatted(refused.size(), wait));
      refused.forEach(
          (source, reject) ->
              terminal.print(
                  "  %s by %s: %s %s"
                      .formatted(
                          source,
                          Printable.of(reject.service()),
                          reject.reason(),
                          Printable.of(reject.message(), MESSAGE_SHOWN))));
    } catch (RecordNotWrittenException e) {
      throw new CommandFailedException(
          "%d of %d records were sent, the next was not: %s"
              .formatted(sent.size(), sends.size(), Printable.of(String.valueOf(e.getMessage()))));
    }
  }
}
