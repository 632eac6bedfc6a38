package io.longshore.standalone.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.longshore.standalone.rejects.KeptReject;
import io.longshore.standalone.rejects.RejectLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists what was refused. */
@Command(
    name = "list",
    description = "Lists what services refused and why, newest last.",
    mixinStandardHelpOptions = true)
final class RejectsListCommand implements Runnable {
  private static final int SOURCE_SHOWN = 60;
  private static final int MESSAGE_SHOWN = 100;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Mixin private RejectFilter filter = new RejectFilter();

  @Option(names = "--json", description = "As a JSON array, with messages whole.")
  private boolean json;

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
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(json(rejects));
    } else {
      out.print(rejects.isEmpty() ? "nothing was refused\n" : table(rejects).toString());
    }
    out.flush();
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

  private static String json(List<KeptReject> rejects) {
    var text = new StringWriter();
    var factory = JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    try (JsonGenerator json = factory.createGenerator(text)) {
      json.useDefaultPrettyPrinter();
      json.writeStartArray();
      for (KeptReject reject : rejects) {
        json.writeStartObject();
        json.writeStringField("service", reject.service().service());
        json.writeStringField("source", reject.source());
        json.writeStringField("reason", reject.reason().name());
        json.writeStringField("message", reject.message());
        json.writeStringField("at", reject.at().toString());
        json.writeNumberField("bytes", reject.bytes());
        json.writeNumberField("replays", reject.replays());
        json.writeEndObject();
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return text.toString().replace("\u007f", "\\u007f"); // the one control that JSON lets pass
  }
}
