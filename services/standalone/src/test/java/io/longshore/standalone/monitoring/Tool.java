package io.longshore.standalone.monitoring;

import io.longshore.standalone.runtime.Child;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * A program of another project that a test needs.
 *
 * @param path where it is
 */
record Tool(Path path) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Finds a program; without it the test is skipped, and says so where nobody can miss it. */
  static Tool require(String name, String debianPackage) {
    Optional<Path> found =
        List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).stream()
            .map(folder -> Path.of(folder, name))
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isEmpty()) {
      String line = "!".repeat(100);
      System.err.printf(
          "%n%s%nSKIPPED: %s is not on the PATH, so rules and dashboards are NOT tested. Debian: apt-get install %s%n%s%n%n",
          line, name, debianPackage, line);
    }
    Assumptions.assumeTrue(found.isPresent(), name + " is not installed (" + debianPackage + ")");
    return new Tool(found.orElseThrow());
  }

  /** Runs it to its end. */
  Child.Said run(Path input, String... arguments) {
    var command = new ArrayList<>(List.of(path.toString()));
    command.addAll(List.of(arguments));
    try {
      return Child.run(PATIENCE, new ProcessBuilder(command).redirectInput(input.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + path + " ran", e);
    }
  }

  Child.Said run(String... arguments) {
    return run(Path.of("/dev/null"), arguments);
  }
}
