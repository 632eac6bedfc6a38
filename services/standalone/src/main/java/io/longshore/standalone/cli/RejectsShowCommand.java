package io.longshore.standalone.cli;

import io.longshore.domain.reject.Reject;
import io.longshore.schemas.Writer;
import io.longshore.standalone.rejects.RejectLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows all of a reject. */
@Command(
    name = "show",
    description = "Shows why a record was refused, its key and headers, and the beginning of it.",
    mixinStandardHelpOptions = true)
final class RejectsShowCommand implements Runnable {
  private static final int TEXT_SHOWN = 4_000;
  private static final int HEADER_SHOWN = 200;
  private static final int BYTES_SHOWN = 256;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Parameters(
      index = "0",
      paramLabel = "SOURCE",
      description = "Where it came from, as 'rejects list' says.")
  private String source = "";

  @Option(names = "--service", description = "Of which service, if several refused it.")
  private Optional<Writer> service = Optional.empty();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Writes the whole payload to a new file.")
  private Optional<Path> output = Optional.empty();

  @Override
  public void run() {
    var found = new ArrayList<Reject>();
    try (var log = new RejectLog(cluster.connect())) {
      for (Writer writer : service.map(List::of).orElseGet(RejectLog::services)) {
        log.read(
            writer,
            (at, reject) -> {
              if (reject.source().equals(source)) {
                found.add(reject);
              }
            });
      }
    }
    if (found.isEmpty()) {
      throw new CommandFailedException(
          "nothing from '%s' was refused; './longshore rejects list' lists what was"
              .formatted(Printable.of(source)));
    }
    PrintWriter out = spec.commandLine().getOut();
    found.forEach(reject -> print(reject, out));
    out.flush();
    output.ifPresent(file -> write(found, file, out));
  }

  private static void print(Reject reject, PrintWriter out) {
    out.printf(
        "source    %s%nservice   %s%nreason    %s%nat        %s%nmessage   %s%n",
        Printable.of(reject.source()),
        Printable.of(reject.service()),
        reject.reason(),
        reject.at(),
        Printable.of(reject.message(), TEXT_SHOWN));
    reject
        .exception()
        .ifPresent(text -> out.printf("exception %s%n", Printable.of(text, TEXT_SHOWN)));
    out.printf(
        "key       %s%n",
        reject.key().length == 0 ? "none" : Printable.of(reject.key(), HEADER_SHOWN));
    reject
        .headers()
        .forEach(
            (name, value) ->
                out.printf(
                    "header    %s = %s (%,d bytes)%n",
                    Printable.of(name, HEADER_SHOWN),
                    Printable.of(value, HEADER_SHOWN),
                    value.length));
    out.printf(
        "payload   %,d bytes%n%s",
        reject.payload().length, HexDump.of(reject.payload(), BYTES_SHOWN));
  }

  private static void write(List<Reject> found, Path file, PrintWriter out) {
    byte[] payload = found.get(0).payload();
    if (!found.stream().allMatch(reject -> Arrays.equals(reject.payload(), payload))) {
      throw new CommandFailedException(
          "%d services kept different bytes of it; choose one with --service"
              .formatted(found.size()));
    }
    try {
      Files.write(file, payload, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      out.printf("written to %s%n", file);
    } catch (FileAlreadyExistsException e) {
      throw new CommandFailedException(file + " is there already; name a new file");
    } catch (IOException e) {
      throw new CommandFailedException("%s cannot be written: %s".formatted(file, e.getMessage()));
    }
  }
}
