package io.longshore.trainer.parity;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longshore.domain.image.ImageShape;
import io.longshore.domain.model.ParityReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Compares an exported model with the engine that trained it, in a process of its own with bounded
 * memory and time.
 */
public final class ParityCheck {
  private final String classPath;
  private final Duration patience;

  /**
   * @param classPath of the child: has ONNX Runtime and this class
   * @param patience after which the child is killed
   */
  public ParityCheck(String classPath, Duration patience) {
    this.classPath = classPath;
    this.patience = patience;
  }

  /** A check whose child has the class path of this process. */
  public static ParityCheck withOwnClassPath() {
    return new ParityCheck(System.getProperty("java.class.path", ""), Duration.ofSeconds(60));
  }

  /**
   * Runs the check.
   *
   * @param directory for the child's files
   * @param backbone ONNX bytes
   * @param head ONNX bytes
   * @param pixels (images, height, width, channels)
   * @param logits (images, classes) of the trainer's engine
   * @throws ParityFailedException if the child cannot load or run the model
   */
  public ParityReport run(
      Path directory,
      byte[] backbone,
      byte[] head,
      ImageShape shape,
      int classes,
      byte[] pixels,
      float[] logits) {
    try {
      Files.createDirectories(directory);
      Files.write(directory.resolve(ParityCase.BACKBONE), backbone);
      Files.write(directory.resolve(ParityCase.HEAD), head);
      new ParityCase(shape, classes, pixels, logits).write(directory);
      return ParityCase.parse(lastLine(spawn(directory)));
    } catch (IOException e) {
      throw new UncheckedIOException("the parity check in " + directory + " cannot run", e);
    }
  }

  private String spawn(Path directory) throws IOException {
    Path output = directory.resolve("output");
    Process child =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                    "-Xmx512m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    classPath,
                    ParityProcess.class.getName(),
                    directory.toString()))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!child.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        child.destroyForcibly();
        throw new ParityFailedException(
            "the exported model did not answer within " + patience.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      child.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new ParityFailedException("interrupted");
    }
    String text = Files.readString(output, UTF_8);
    if (child.exitValue() != 0) {
      throw new ParityFailedException(
          "ONNX Runtime cannot run the exported model (exit %d): %s"
              .formatted(child.exitValue(), text.strip()));
    }
    return text;
  }

  private static String lastLine(String text) {
    String[] lines = text.strip().split("\n", -1);
    return lines[lines.length - 1];
  }
}
