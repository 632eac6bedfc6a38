package io.longshore.scorer.trust;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longshore.domain.model.ModelVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** {@link Served} in one small file, which is there as a whole or not at all. */
final class ServedFile {
  private static final String KIND = "longshore-served/1";

  private final Path file;

  ServedFile(Path file) {
    this.file = file;
  }

  /**
   * What was remembered, if anything was.
   *
   * @throws IllegalStateException if the file is damaged: to go on would be to forget what must not
   *     be served
   */
  Optional<Served> read() {
    String text;
    try {
      text = Files.readString(file, UTF_8);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw damaged(e.toString());
    }
    String[] lines = text.split("\n", -1);
    if (lines.length != 5 || !lines[0].equals(KIND)) {
      throw damaged("it does not begin with " + KIND + " and four lines");
    }
    try {
      return Optional.of(
          new Served(
              new ModelVersion(lines[1]), Instant.parse(lines[2]), Long.parseLong(lines[3])));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw damaged(e.toString());
    }
  }

  /** Remembers. When it returns, a loss of power forgets nothing. */
  void write(Served served) {
    String text =
        "%s\n%s\n%s\n%d\n"
            .formatted(KIND, served.version().value(), served.newest(), served.epoch());
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (var out =
          FileChannel.open(
              draft,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s cannot be written: %s; free disk space or move longshore.data-directory"
              .formatted(file, e),
          e);
    }
  }

  private IllegalStateException damaged(String why) {
    return new IllegalStateException(
        "%s, which says how new the models were that this scorer served, cannot be read: %s; if nobody can have tampered with it, delete it, and the next model is served whatever its age"
            .formatted(file, why));
  }
}
