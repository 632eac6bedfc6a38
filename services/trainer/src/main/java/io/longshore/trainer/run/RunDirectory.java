package io.longshore.trainer.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.model.Sha256;
import io.longshore.schemas.Codec;
import io.longshore.schemas.Encoded;
import io.longshore.schemas.MalformedRecordException;
import io.longshore.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one run: its frozen examples and its checkpoints. A process that was killed finds
 * them again and goes on where it stopped, with the same examples; the directory is deleted when
 * the run has ended.
 */
public final class RunDirectory {
  private static final Logger log = LoggerFactory.getLogger(RunDirectory.class);
  private static final Codec<Adaptation> CODEC = Topics.ADAPTATIONS.value();

  private final Path directory;

  /** The directory of the run that answers an adaptation. */
  public RunDirectory(Path runs, String adaptation) {
    this.directory = runs.resolve(name(adaptation));
  }

  /**
   * The request as it was when the run began, which is kept: a restart may know of a newer mix, but
   * the run goes on with its own. What cannot be read is not used.
   */
  public Adaptation frozen(Adaptation request) {
    Path file = directory.resolve("request");
    Encoded written = CODEC.encode(request);
    try {
      if (Files.exists(file)) {
        return CODEC.decode(new Encoded(Files.readAllBytes(file), written.headers()));
      }
    } catch (IOException | MalformedRecordException e) {
      log.atWarn().setCause(e).addKeyValue("file", file).log("a run's request cannot be read");
    }
    Path draft = directory.resolve("request.draft");
    try {
      Files.createDirectories(directory);
      Files.write(draft, written.bytes());
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the run's request in %s cannot be kept: %s; free disk space or move longshore.data-directory"
              .formatted(directory, e.getMessage()),
          e);
    }
    return request;
  }

  public Path checkpoints() {
    return directory.resolve("checkpoints");
  }

  public Path parity() {
    return directory.resolve("parity");
  }

  /**
   * The run's examples: those it began with, or the ones supplied now, which are kept. Files that
   * cannot be read are not used: the run begins anew.
   */
  public Examples examples(Supplier<Examples> fresh) {
    Path file = directory.resolve("examples");
    try {
      if (Files.exists(file)) {
        return ExamplesFile.read(file);
      }
    } catch (IOException | RuntimeException e) {
      log.atWarn().setCause(e).addKeyValue("file", file).log("a run's examples cannot be read");
      delete();
    }
    Examples examples = fresh.get();
    keep(examples, file);
    return examples;
  }

  private void keep(Examples examples, Path file) {
    Path draft = directory.resolve("examples.draft");
    try {
      Files.createDirectories(directory);
      ExamplesFile.write(draft, examples);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the run's examples in %s cannot be kept: %s; free disk space or move longshore.data-directory"
              .formatted(directory, e.getMessage()),
          e);
    }
  }

  /** Deletes the run's files; what cannot be deleted now is tried again at the next start. */
  public void delete() {
    delete(directory);
  }

  /** Deletes the files of every run but those that answer these adaptations. */
  public static void deleteAllBut(Path runs, Set<String> adaptations) {
    Set<String> kept = adaptations.stream().map(RunDirectory::name).collect(Collectors.toSet());
    if (!Files.isDirectory(runs)) {
      return;
    }
    try (Stream<Path> all = Files.list(runs)) {
      all.filter(run -> !kept.contains(run.getFileName().toString())).forEach(RunDirectory::delete);
    } catch (IOException | UncheckedIOException e) {
      log.atWarn().setCause(e).addKeyValue("directory", runs).log("old runs cannot be listed");
    }
  }

  private static String name(String adaptation) {
    return Sha256.hex(adaptation.getBytes(UTF_8)).substring(0, 24);
  }

  private static void delete(Path run) {
    if (!Files.exists(run)) {
      return;
    }
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException | UncheckedIOException e) {
      log.atWarn().setCause(e).addKeyValue("directory", run).log("a run's files stay behind");
    }
  }
}
