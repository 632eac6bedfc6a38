package io.longshore.trainer.gear;

import io.longshore.domain.model.ModelVersion;
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

/**
 * The trainer's own copies of the latest models, as it trained them: what gear 2 starts from. ONNX
 * artifacts are for serving and cannot be trained further.
 */
public final class ModelShelf {
  private static final int KEPT = 6;

  private final Path directory;

  public ModelShelf(Path directory) {
    this.directory = directory;
  }

  public void put(ModelVersion version, TrainedModel model) {
    try {
      Files.createDirectories(directory);
      Path draft = directory.resolve(version.value() + ".draft");
      Files.write(draft, model.toBytes());
      Files.move(
          draft,
          file(version),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      forgetOldest();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "model %s cannot be kept in %s: %s; free disk space or move longshore.data-directory"
              .formatted(version.brief(), directory, e.getMessage()),
          e);
    }
  }

  /** The model, which the caller closes; empty if this trainer does not have it. */
  public Optional<TrainedModel> get(ModelVersion version) {
    Path file = file(version);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(TrainedModel.fromBytes(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "model " + version.brief() + " cannot be read from " + file, e);
    }
  }

  private Path file(ModelVersion version) {
    return directory.resolve(version.value() + ".model");
  }

  private void forgetOldest() throws IOException {
    List<Path> models;
    try (Stream<Path> files = Files.list(directory)) {
      models =
          files
              .filter(f -> f.toString().endsWith(".model"))
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
