package io.longshore.loadtest.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * Processes that have no more memory than a limit, all together: the kernel kills one that wants
 * more, as it does in a container. A control group of Linux, version 1 or 2. Needs root.
 *
 * @see <a href="https://docs.kernel.org/admin-guide/cgroup-v1/memory.html">version 1</a>
 * @see <a href="https://docs.kernel.org/admin-guide/cgroup-v2.html">version 2</a>
 */
public final class MemoryGroup implements AutoCloseable {
  private static final Path ROOT = Path.of("/sys/fs/cgroup");
  private static final String PROCESSES = "cgroup.procs";
  private static final Duration GONE = Duration.ofSeconds(10);

  /** The files of a version: the limit, and where the kernel counts whom it killed. */
  private enum Version {
    ONE("memory.limit_in_bytes", "memory.oom_control"),
    TWO("memory.max", "memory.events");

    private final String limit;
    private final String kills;

    Version(String limit, String kills) {
      this.limit = limit;
      this.kills = kills;
    }

    private Path under() {
      return this == ONE ? ROOT.resolve("memory") : ROOT;
    }
  }

  private final Path folder;
  private final Version version;

  private MemoryGroup(Path folder, Version version) {
    this.folder = folder;
    this.version = version;
  }

  /** Makes one; empty if this process may not. */
  public static Optional<MemoryGroup> make(String name, int mebibytes) {
    Version version = Files.isDirectory(Version.ONE.under()) ? Version.ONE : Version.TWO;
    Path folder =
        version.under().resolve("longshore-%d-%s".formatted(ProcessHandle.current().pid(), name));
    var group = new MemoryGroup(folder, version);
    try {
      Files.createDirectory(folder);
      Files.writeString(folder.resolve(version.limit), Long.toString((long) mebibytes << 20));
      return Optional.of(group);
    } catch (IOException e) {
      group.close();
      return Optional.empty();
    }
  }

  /** What a command is preceded by to run in it. */
  List<String> ferry() {
    return List.of("sh", "-c", "echo $$ > " + folder.resolve(PROCESSES) + " && exec \"$@\"", "sh");
  }

  /** Whether the kernel says that a process is in it. */
  public boolean has(long pid) {
    return lines(PROCESSES).contains(Long.toString(pid));
  }

  /** Bytes that its processes may have, as the kernel has it. */
  public long limit() {
    return Long.parseLong(lines(version.limit).get(0));
  }

  /** How many of its processes the kernel has killed. */
  public long kills() {
    return lines(version.kills).stream()
        .filter(line -> line.startsWith("oom_kill "))
        .mapToLong(line -> Long.parseLong(line.substring("oom_kill ".length())))
        .sum();
  }

  /**
   * Runs a program in it that wants ever more memory, until it has ended.
   *
   * @return what it ended with; empty if it still had not after the patience
   */
  public OptionalInt overflow(Duration patience) throws InterruptedException {
    var command = new ArrayList<>(ferry());
    command.addAll(List.of("tail", "/dev/zero"));
    try {
      Process greedy =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        return greedy.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)
            ? OptionalInt.of(greedy.exitValue())
            : OptionalInt.empty();
      } finally {
        greedy.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no program can be started in " + folder, e);
    }
  }

  private List<String> lines(String file) {
    try {
      return Files.readAllLines(folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException("the kernel does not tell " + folder.resolve(file), e);
    }
  }

  /** Goes with its last process, which must be about to end. */
  @Override
  public void close() {
    try {
      boolean gone =
          new Patience(GONE).sees(() -> !Files.exists(folder) || folder.toFile().delete());
      if (!gone) {
        throw new IllegalStateException(folder + " still has processes: " + lines(PROCESSES));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
