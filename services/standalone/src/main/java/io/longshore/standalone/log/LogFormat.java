package io.longshore.standalone.log;

import ch.qos.logback.core.PropertyDefinerBase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Chooses among {@code logback-file.xml}, {@code logback-text.xml} and {@code logback-json.xml}, by
 * {@code LONGSHORE_LOG_FORMAT} or, when that is not set or {@code auto}, by where the process runs:
 * in a container what is written to standard error is all that is kept, as an object a line unless
 * somebody looks at it on a terminal; elsewhere the terminal belongs to the command line.
 */
public final class LogFormat extends PropertyDefinerBase {

  /** What {@code LONGSHORE_LOG_FORMAT} may say. */
  enum Choice {
    AUTO,
    FILE,
    TEXT,
    JSON
  }

  /** What this process is in. */
  enum Surroundings {
    CONTAINER,
    TERMINAL_IN_CONTAINER,
    ELSEWHERE
  }

  static final String VARIABLE = "LONGSHORE_LOG_FORMAT";

  @Override
  public String getPropertyValue() {
    Map<String, String> environment = System.getenv();
    return choose(environment.getOrDefault(VARIABLE, ""), surroundings(environment, Path.of("/")));
  }

  /** The word in the name of the file to include. */
  static String choose(String said, Surroundings surroundings) {
    Choice choice = choice(said);
    if (choice == Choice.AUTO) {
      choice =
          switch (surroundings) {
            case CONTAINER -> Choice.JSON;
            case TERMINAL_IN_CONTAINER -> Choice.TEXT;
            case ELSEWHERE -> Choice.FILE;
          };
    }
    return choice.name().toLowerCase(Locale.ROOT);
  }

  private static Choice choice(String said) {
    if (said.isBlank()) {
      return Choice.AUTO;
    }
    for (Choice choice : Choice.values()) {
      if (choice.name().equalsIgnoreCase(said.strip())) {
        return choice;
      }
    }
    // There is no log yet, and a process must not stop for how its log looks.
    System.err.println(
        VARIABLE + " is '" + said + "', which is none of auto, file, text and json: auto it is");
    return Choice.AUTO;
  }

  /**
   * Docker and Podman leave files that say so, Kubernetes and systemd variables.
   *
   * @param root of the file system
   */
  static Surroundings surroundings(Map<String, String> environment, Path root) {
    boolean contained =
        Files.exists(root.resolve(".dockerenv"))
            || Files.exists(root.resolve("run/.containerenv"))
            || environment.containsKey("KUBERNETES_SERVICE_HOST")
            || environment.containsKey("container");
    if (!contained) {
      return Surroundings.ELSEWHERE;
    }
    return isTerminal(root.resolve("proc/self/fd/2"))
        ? Surroundings.TERMINAL_IN_CONTAINER
        : Surroundings.CONTAINER;
  }

  private static boolean isTerminal(Path descriptor) {
    try {
      String target = Files.readSymbolicLink(descriptor).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
