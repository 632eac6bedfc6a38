package io.longshore.trainer.gear;

import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.model.Sha256;
import io.longshore.ssd.TrainedModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The trainer's own copies of the latest models, as it trained them: what gear 2 starts from. ONNX
 * artifacts are for serving and cannot be trained further.
 */
public final class ModelShelf {
  private static final Logger log = LoggerFactory.getLogger(ModelShelf.class);
  private static final int KEPT = 6;

  private final Path directory;

  public ModelShelf(Path directory) {
    this.directory = directory;
  }

  /**
   * Keeps a model, and forgets the oldest.
   *
   * @param live is never forgotten, however many models came after it
   */
  public void put(ModelVersion version, TrainedModel model, Optional<ModelVersion> live) {
    Path draft = directory.resolve(version.value() + ".draft");
    try {
      Files.createDirectories(directory);
      Files.write(draft, model.toBytes());
      Files.move(
          draft,
          file(version),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      forgetOldest(live.map(this::file));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "model %s cannot be kept in %s: %s; free disk space or move longshore.data-directory"
              .formatted(version.brief(), directory, e.getMessage()),
          e);
    }
  }

  /**
   * The model, which the caller closes; empty if this trainer does not have it. A file that cannot
   * be read is as good as none: the next retrain makes another model.
   */
  public Optional<TrainedModel> get(ModelVersion version) {
    Path file = file(version);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(TrainedModel.fromBytes(Files.readAllBytes(file)));
    } catch (IOException | IllegalArgumentException e) {
      log.atWarn()
          .setCause(e)
          .addKeyValue("modelVersion", version.brief())
          .addKeyValue("file", file)
          .log("a kept model cannot be read");
      return Optional.empty();
    }
  }

  /** SHA-256 of the kept model; empty if this trainer does not have it. */
  public Optional<String> digest(ModelVersion version) {
    Path file = file(version);
    try {
      return Files.exists(file)
          ? Optional.of(Sha256.hex(Files.readAllBytes(file)))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the kept model %s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  private Path file(ModelVersion version) {
    return directory.resolve(version.value() + ".model");
  }

  private void forgetOldest(Optional<Path> live) throws IOException {
    List<Path> models;
    try (Stream<Path> files = Files.list(directory)) {
      models =
          files
              .filter(f -> f.toString().endsWith(".model"))
              .filter(f -> !live.equals(Optional.of(f)))
              .sorted(Comparator.comparing(ModelShelf::modified).reversed())
              .toList();
    }
    for (Path old : models.subList(Math.min(KEPT, models.size()), models.size())) {
      Files.delete(old);
    }
  }

  private static FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at " + file, e);
    }
  }
}
