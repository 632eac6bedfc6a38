package io.longshore.standalone.cli;

import io.longshore.standalone.rejects.KeptReject;
import io.longshore.standalone.rejects.RejectLog;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists what was refused. */
@Command(
    name = "list",
    description = "Lists what services refused and why, newest last.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  longshore rejects list --service scorer --since 2026-03-01T00:00:00Z",
      "  longshore rejects list -o json"
    })
final class RejectsListCommand implements Runnable {
  private static final int SOURCE_SHOWN = 60;
  private static final int MESSAGE_SHOWN = 100;

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Mixin private RejectFilter filter = new RejectFilter();

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public void run() {
    List<KeptReject> rejects;
    try (var log = new RejectLog(cluster.connect())) {
      rejects =
          log.summaries(filter.services()).stream()
              .filter(filter::accepts)
              .sorted(Comparator.comparing(KeptReject::at))
              .toList();
    }
    output.print(
        screen -> rejects.isEmpty() ? "nothing was refused\n" : table(rejects).on(screen),
        () -> Fields.json(rejects.stream().map(RejectsListCommand::fields).toList()));
  }

  private static Table table(List<KeptReject> rejects) {
    var table = new Table("SERVICE", "SOURCE", "REASON", "AT", "BYTES", "REPLAYS", "MESSAGE");
    for (KeptReject reject : rejects) {
      table.row(
          reject.service().service(),
          Printable.of(reject.source(), SOURCE_SHOWN),
          reject.reason().name(),
          reject.at().toString(),
          Integer.toString(reject.bytes()),
          Integer.toString(reject.replays()),
          Printable.of(reject.message(), MESSAGE_SHOWN));
    }
    return table;
  }

  private static Fields fields(KeptReject reject) {
    return new Fields()
        .put("service", reject.service().service())
        .put("source", reject.source())
        .put("reason", reject.reason().name())
        .put("message", reject.message())
        .put("at", reject.at())
        .put("bytes", reject.bytes())
        .put("replays", reject.replays());
  }
}
