package io.longshore.trainer.parity;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longshore.domain.model.ParityReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One child that waits for its model, and is gone when this is closed. */
public final class ParityComparison implements AutoCloseable {
  static final String OUTPUT = "output";

  private final Path directory;
  private final Process child;
  private final Duration patience;

  ParityComparison(Path directory, Process child, Duration patience) {
    this.directory = directory;
    this.child = child;
    this.patience = patience;
  }

  /**
   * Compares, once.
   *
   * @param backbone ONNX bytes
   * @param head ONNX bytes
   * @throws ParityFailedException if the child cannot load or run the model
   */
  public ParityReport compare(byte[] backbone, byte[] head, ParityCase expected) {
    try {
      Files.write(directory.resolve(ParityCase.BACKBONE), backbone);
      Files.write(directory.resolve(ParityCase.HEAD), head);
      expected.write(directory);
      tellToBegin();
      return ParityCase.parse(lastLine(answer()));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the parity check in %s cannot run: %s; free disk space or move longshore.data-directory"
              .formatted(directory, e.getMessage()),
          e);
    }
  }

  private void tellToBegin() {
    try {
      child.getOutputStream().write('\n');
      child.getOutputStream().flush();
    } catch (IOException e) {
      // It has died already: its exit code and output say why.
    }
  }

  private String answer() throws IOException {
    try {
      if (!child.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new ParityFailedException(
            "the exported model did not answer within " + patience.toMillis() + " ms");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ParityFailedException("the parity check was interrupted");
    }
    String text = Files.readString(directory.resolve(OUTPUT), UTF_8);
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

  @Override
  public void close() {
    child.destroyForcibly();
    try {
      var unused = child.waitFor(5, TimeUnit.SECONDS); // it may still write where others delete
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
