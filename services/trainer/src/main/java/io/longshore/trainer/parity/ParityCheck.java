package io.longshore.trainer.parity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares exported models with the engine that trained them, each in a process of its own with
 * bounded memory and time.
 */
public final class ParityCheck {
  /** Where ONNX Runtime's library lies unpacked, if this process was told so. */
  private static final String NATIVE_PATH = "onnxruntime.native.path";

  private final String classPath;
  private final Duration patience;

  /**
   * @param classPath of the child: has ONNX Runtime and this class
   * @param patience after which a child that does not answer is killed
   */
  public ParityCheck(String classPath, Duration patience) {
    this.classPath = classPath;
    this.patience = patience;
  }

  /** A check whose children have the class path of this process. */
  public static ParityCheck withOwnClassPath() {
    return new ParityCheck(System.getProperty("java.class.path", ""), Duration.ofSeconds(60));
  }

  /**
   * Starts a child. It loads ONNX Runtime while its model is still being made.
   *
   * @param directory for the child's files
   */
  public ParityComparison begin(Path directory) {
    try {
      Files.createDirectories(directory);
      return new ParityComparison(directory, start(directory), patience);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the parity check in %s cannot start: %s".formatted(directory, e.getMessage()), e);
    }
  }

  private Process start(Path directory) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                // ONNX Runtime unpacks its library here; a child that is killed leaves it behind.
                "-Djava.io.tmpdir=" + directory));
    Optional.ofNullable(System.getProperty(NATIVE_PATH))
        .ifPresent(path -> command.add("-D" + NATIVE_PATH + "=" + path));
    command.addAll(List.of("-cp", classPath, ParityProcess.class.getName(), directory.toString()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(new ParityFiles(directory).output().toFile())
        .start();
  }
}
