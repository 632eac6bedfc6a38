package io.longshore.standalone.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longshore.standalone.runtime.Child;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The tool that reads compose files, with its files and options.
 *
 * @param tool its words before the command, such as docker-compose -f compose.yml
 * @param folder where what it prints is kept
 */
record Compose(List<String> tool, Path folder) {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** What a command printed, and how it ended. */
  private record Said(int status, String out, String err) {}

  /** Runs a command to its end and returns what it printed; one that fails is an error. */
  String run(List<String> arguments) {
    Said said = say(arguments);
    if (said.status() != 0) {
      throw new AssertionError(arguments + " ended with " + said.status() + ": " + said.err());
    }
    return said.out();
  }

  /** The last words of everything, for whoever looks for what went wrong. */
  String logs() {
    return say(List.of("logs", "--tail", "40")).out();
  }

  /** Waits until a condition is met; what fails until then does not matter. */
  void await(String what, Duration patience, Supplier<Boolean> condition) {
    Instant giveUp = Instant.now().plus(patience);
    String last = "";
    while (Instant.now().isBefore(giveUp)) {
      try {
        if (condition.get()) {
          System.out.printf("%tT %s%n", System.currentTimeMillis(), what);
          return;
        }
        last = "not yet";
        Thread.sleep(1000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      } catch (UncheckedIOException | AssertionError e) {
        last = e.toString();
      }
    }
    System.err.println(logs());
    throw new AssertionError("waited in vain for " + what + ": " + last);
  }

  private Said say(List<String> arguments) {
    var command = new ArrayList<>(tool);
    command.addAll(arguments);
    try {
      Path out = Files.createTempFile(folder, "out", ".txt");
      Path err = Files.createTempFile(folder, "err", ".txt");
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      int status = Child.ended(process, PATIENCE);
      return new Said(status, Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(String.join(" ", command), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
