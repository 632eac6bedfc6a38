package io.longshore.standalone.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Java of the same kind that may crash without taking this one with it. */
final class ChildJava {

  /**
   * How it ended.
   *
   * @param status 0 if all went well
   * @param said all it printed
   */
  record End(int status, String said) {
    /** The line that says most: the last one. */
    String lastLine() {
      return said.strip().lines().reduce((first, last) -> last).orElse("it said nothing");
    }
  }

  private ChildJava() {}

  /**
   * Runs a main class on the class path of this process.
   *
   * @throws IOException if it cannot be started
   */
  static End run(Class<?> main, Duration patience, String... arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx256m",
            "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
            "-Dai.djl.offline=true",
            "-DOPT_OUT_TRACKING=true",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName()));
    command.addAll(List.of(arguments));
    Path said = Files.createTempFile("longshore-doctor", ".txt");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
        return new End(-1, "no end within " + patience.toSeconds() + " s");
      }
      return new End(process.exitValue(), Files.readString(said, StandardCharsets.UTF_8));
    } finally {
      Files.delete(said);
    }
  }
}
