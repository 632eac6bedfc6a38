package io.longshore.loadtest.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A network namespace of Linux with one cable to this machine, which can be pulled: a process in it
 * is cut off from everybody, whoever began the connection. Needs root.
 */
public final class Island implements AutoCloseable {
  private final String name;
  private final String shore;
  private final String harbour;

  private Island(String name, String shore, String harbour) {
    this.name = name;
    this.shore = shore;
    this.harbour = harbour;
  }

  /** Makes one; empty if this process may not, or has no program "ip". */
  public static Optional<Island> make() throws InterruptedException {
    long pid = ProcessHandle.current().pid();
    // A network of four addresses, of which processes that run side by side take another each.
    String network = "10.213.%d.".formatted(pid / 64 % 256);
    long first = pid % 64 * 4;
    var island = new Island("longshore-" + pid, network + (first + 1), network + (first + 2));
    String here = "ls" + pid + "a";
    boolean made =
        ip("netns", "add", island.name)
            && ip(
                "link", "add", here, "type", "veth", "peer", "name", "cable", "netns", island.name)
            && ip("addr", "add", island.shore + "/30", "dev", here)
            && ip("link", "set", here, "up")
            && ip("-n", island.name, "addr", "add", island.harbour + "/30", "dev", "cable")
            && ip("-n", island.name, "link", "set", "lo", "up")
            && ip("-n", island.name, "link", "set", "cable", "up");
    if (!made) {
      island.close();
    }
    return made ? Optional.of(island) : Optional.empty();
  }

  /** Address of this machine, as the island sees it. */
  public String shore() {
    return shore;
  }

  /** Address of whatever runs on the island. */
  public String harbour() {
    return harbour;
  }

  /** What a command is preceded by to run on it. */
  List<String> ferry() {
    return List.of("ip", "netns", "exec", name);
  }

  /** Nothing comes or goes any more; connections learn of it by silence. */
  public void cutOff() throws InterruptedException {
    switchCable("down");
  }

  /** As good as new. */
  public void mend() throws InterruptedException {
    switchCable("up");
  }

  private void switchCable(String to) throws InterruptedException {
    if (!ip("-n", name, "link", "set", "cable", to)) {
      throw new IllegalStateException("the cable of " + name + " cannot be set " + to);
    }
  }

  private static boolean ip(String... words) throws InterruptedException {
    var command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(words));
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Takes the cable with it. */
  @Override
  public void close() {
    try {
      ip("netns", "del", name);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
