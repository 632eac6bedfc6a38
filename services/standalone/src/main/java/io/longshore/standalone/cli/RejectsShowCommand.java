package io.longshore.standalone.cli;

import io.longshore.domain.reject.Reject;
import io.longshore.schemas.Writer;
import io.longshore.standalone.rejects.RejectLog;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  longshore rejects show images/0@17",
      "  longshore rejects show images/0@17 --to broken.png -o json"
    })
final class RejectsShowCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Mixin private OutputOptions output = new OutputOptions();

  @Parameters(
      index = "0",
      paramLabel = "SOURCE",
      description = "Where it came from, as 'rejects list' says.")
  private String source = "";

  @Option(
      names = "--service",
      paramLabel = "SERVICE",
      completionCandidates = Choices.Services.class,
      description = "Of which service, if several refused it.")
  private Optional<Writer> service = Optional.empty();

  @Option(
      names = "--to",
      paramLabel = "FILE",
      description = "Writes the whole payload to a new file.")
  private Optional<Path> file = Optional.empty();

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
    output.print(
        screen -> found.stream().map(RejectView::text).collect(Collectors.joining()),
        () -> Fields.json(found.stream().map(RejectView::fields).toList()));
    file.ifPresent(path -> write(found, path));
  }

  private void write(List<Reject> found, Path file) {
    byte[] payload = found.get(0).payload();
    if (!found.stream().allMatch(reject -> Arrays.equals(reject.payload(), payload))) {
      throw new CommandFailedException(
          "%d services kept different bytes of it; choose one with --service"
              .formatted(found.size()));
    }
    try {
      Files.write(file, payload, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      if (!output.isJson()) {
        spec.commandLine().getOut().printf("written to %s%n", file);
      }
    } catch (FileAlreadyExistsException e) {
      throw new CommandFailedException(file + " is there already; name a new file");
    } catch (IOException e) {
      throw new CommandFailedException("%s cannot be written: %s".formatted(file, e.getMessage()));
    }
  }
}
