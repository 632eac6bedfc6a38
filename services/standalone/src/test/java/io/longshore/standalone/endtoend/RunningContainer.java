package io.longshore.standalone.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longshore.standalone.runtime.Child;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A container that a test started, seen from outside: by its files, its process and its group. */
final class RunningContainer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final String name;
  private final Process process;
  private final Path said;

  private RunningContainer(String name, Process process, Path said) {
    this.name = name;
    this.process = process;
    this.said = said;
  }

  /**
   * Starts one.
   *
   * @param said where what it prints goes
   */
  static RunningContainer start(String name, List<String> command, Path said) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      return new RunningContainer(name, process, said);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be started", e);
    }
  }

  String said() {
    try {
      return Files.readString(said, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it says something, and returns the rest of that line. */
  String await(String words) throws InterruptedException {
    Instant giveUp = Instant.now().plus(PATIENCE);
    while (process.isAlive() && Instant.now().isBefore(giveUp)) {
      Optional<String> line = said().lines().filter(l -> l.contains(words)).findFirst();
      if (line.isPresent()) {
        return line.get().substring(line.get().indexOf(words) + words.length()).strip();
      }
      Thread.sleep(100);
    }
    throw new AssertionError(name + " never said '" + words + "', but: " + said());
  }

  /** Lines "Name: value" of the process's status in the kernel. */
  Map<String, String> status() {
    return lines("status")
        .filter(line -> line.contains(":"))
        .collect(
            Collectors.toMap(
                line -> line.substring(0, line.indexOf(':')),
                line -> line.substring(line.indexOf(':') + 1).strip(),
                (first, second) -> first,
                TreeMap::new));
  }

  /** Options of what is mounted at a place in it. */
  List<String> mounted(String place) {
    return lines("mounts")
        .map(line -> line.split(" ", -1))
        .filter(fields -> fields[1].equals(place))
        .reduce((below, above) -> above)
        .map(fields -> List.of(fields[3].split(",", -1)))
        .orElseThrow();
  }

  /** Names of the files under a folder of it, and of no folders. */
  List<String> files(String folder) {
    try (Stream<Path> files = Files.walk(proc().resolve("root" + folder))) {
      return files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Most memory that it and its children had so far, in MiB; files in memory included. */
  long peakMebibytes() {
    String group =
        lines("cgroup")
            .filter(line -> line.contains(":memory:") || line.startsWith("0::/"))
            .map(line -> line.substring(line.lastIndexOf(':') + 1))
            .findFirst()
            .orElseThrow();
    Path v1 = Path.of("/sys/fs/cgroup/memory" + group, "memory.max_usage_in_bytes");
    Path v2 = Path.of("/sys/fs/cgroup" + group, "memory.peak");
    try {
      return Long.parseLong(Files.readString(Files.exists(v1) ? v1 : v2, UTF_8).strip()) >> 20;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks it to end, as every engine does, and returns its exit status. */
  int stop() throws InterruptedException {
    Podman.run(List.of("stop", "--time", "30", name));
    return Child.ended(process, PATIENCE);
  }

  private Stream<String> lines(String file) {
    try {
      return Files.readAllLines(proc().resolve(file), UTF_8).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path proc() {
    Child.Said said = Podman.run(List.of("inspect", "--format", "{{.State.Pid}}", name));
    return Path.of("/proc", said.words().strip());
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      Podman.run(List.of("kill", name));
    }
    Child.killAfter(PATIENCE, process);
    try {
      var unused =
          Child.ended(process, PATIENCE.multipliedBy(2)); // the volume is its own till then
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Child.Said removed = Podman.run(List.of("volume", "rm", "--force", name));
    if (removed.status() != 0) {
      throw new AssertionError("what " + name + " wrote is still there: " + removed.words());
    }
  }
}
