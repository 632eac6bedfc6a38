package io.longshore.standalone.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What operators are given: the folders beside the services. */
final class OperatorFiles {
  static final Path DOCKER = Path.of("..", "..", "docker").toAbsolutePath().normalize();
  static final Path PROMETHEUS = DOCKER.resolve("prometheus");
  static final Path DASHBOARDS = DOCKER.resolve("grafana").resolve("dashboards");
  static final Path ALERTMANAGER = DOCKER.resolve("alertmanager");

  private OperatorFiles() {}

  static List<Path> in(Path folder, String ending) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be read", e);
    }
  }

  static String text(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  static void write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
  }
}
