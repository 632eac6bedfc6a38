package io.longshore.standalone.endtoend;

import io.longshore.standalone.runtime.Child;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/**
 * Starts containers as a careful deployment would: no right that is not needed, a root file system
 * that cannot be written, and nothing that can be executed where something can be written.
 *
 * @param tag of our images
 */
record Podman(String tag) {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  static final String SERVICES = "localhost/longshore/services";
  static final String TRAINER = "localhost/longshore/trainer";
  static final String UID = "65532";

  private static final List<String> HARDENED =
      List.of(
          "--net=host",
          "--read-only",
          "--cap-drop=all",
          "--security-opt=no-new-privileges",
          "--pids-limit=400",
          "--tmpfs=/tmp:rw,size=64m,noexec,nosuid,nodev,mode=1777");

  /** Without an engine that starts the image the test is skipped, where nobody can miss it. */
  void require() {
    String image = TRAINER + ":" + tag;
    Child.Said said = run(List.of("run", "--rm", "--net=host", image, "--version"));
    if (said.status() != 0) {
      String line = "!".repeat(100);
      System.err.printf(
          "%n%s%nSKIPPED: podman cannot start %s, so the images are NOT tested: %s%ndocker/README.md says how to build them.%n%s%n%n",
          line, image, said.words().strip(), line);
    }
    Assumptions.assumeTrue(said.status() == 0, "podman cannot start " + image);
  }

  /**
   * The command that starts a container in the foreground.
   *
   * @param memory its limit, such as 512m
   * @param options more of them, for podman
   * @param arguments of the container
   */
  List<String> command(
      String name,
      String image,
      String memory,
      Map<String, String> environment,
      List<String> options,
      List<String> arguments) {
    var command = new ArrayList<>(List.of("podman", "run", "--rm", "-i", "--name=" + name));
    command.addAll(HARDENED);
    command.add("--volume=" + name + ":/var/lib/longshore:noexec,nosuid,nodev");
    command.add("--memory=" + memory);
    environment.forEach((key, value) -> command.add("--env=" + key + "=" + value));
    command.addAll(options);
    command.add(image + ":" + tag);
    command.addAll(arguments);
    return List.copyOf(command);
  }

  /** Runs podman to its end. */
  static Child.Said run(List<String> arguments) {
    var command = new ArrayList<>(List.of("podman"));
    command.addAll(arguments);
    try {
      return Child.run(PATIENCE, command);
    } catch (IOException e) {
      return new Child.Said(127, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted", e));
    }
  }
}
