package io.longshore.trainer.parity;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longshore.domain.model.ParityReport;
import io.longshore.trainer.run.LabelledPixels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One child that waits for a backbone and then for heads of it, and is gone when this is closed. A
 * child that has failed once answers no more.
 */
public final class ParityComparison implements AutoCloseable {
  private static final long GLANCE_MILLIS = 2;

  private final ParityFiles files;
  private final Process child;
  private final Duration patience;
  private int heads;

  ParityComparison(Path directory, Process child, Duration patience) {
    this.files = new ParityFiles(directory);
    this.child = child;
    this.patience = patience;
  }

  /**
   * Compares a model, once.
   *
   * @param backbone ONNX bytes
   * @param head ONNX bytes
   * @throws ParityFailedException if the child cannot load or run the model
   */
  public ParityReport compare(byte[] backbone, byte[] head, ParityCase expected) {
    load(backbone, expected.sample());
    return compare(head, expected.logits());
  }

  /** Lets the child score the sample with the backbone, and does not wait. Called once. */
  public void load(byte[] backbone, LabelledPixels sample) {
    try {
      files.writeBackbone(backbone, sample);
      tell("backbone");
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /**
   * Compares a head over the features of the sample.
   *
   * @param expected of the sample
   * @throws ParityFailedException if the child cannot load or run backbone or head
   */
  public ParityReport compare(byte[] head, ParityLogits expected) {
    int number = ++heads;
    try {
      files.writeHead(number, head, expected);
      tell("head " + number);
      ParityReport report = ParityLogits.parse(answer(number));
      files.forget(number);
      return report;
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /**
   * Lets the child tell the logits of the sample under a head, and does not wait.
   *
   * @param expected of the sample, to compare with
   * @return what to ask {@link #scores} for
   */
  public int score(byte[] head, ParityLogits expected) {
    int number = ++heads;
    try {
      files.writeHead(number, head, expected);
      tell("score " + number);
      return number;
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /**
   * What {@link #score} asked for; empty while the child is at it.
   *
   * @throws ParityFailedException if the child cannot load or run backbone or head
   */
  public Optional<Scores> scores(int number) {
    try {
      if (!isAlive()) {
        throw died();
      }
      if (!Files.exists(files.answer(number))) {
        return Optional.empty();
      }
      String line = Files.readString(files.answer(number), UTF_8);
      return Optional.of(new Scores(files.scores(number).values(), ParityLogits.parse(line)));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /**
   * The logits of a sample by ONNX Runtime.
   *
   * @param logits (images, classes)
   * @param report how they compare with the trainer's
   */
  public record Scores(float[] logits, ParityReport report) {}

  private ParityFailedException died() throws IOException {
    return new ParityFailedException(
        "ONNX Runtime cannot run the exported model (exit %d): %s"
            .formatted(child.exitValue(), Files.readString(files.output(), UTF_8).strip()));
  }

  /** Whether the child is still there. */
  public boolean isAlive() {
    return child.isAlive();
  }

  private void tell(String line) {
    try {
      child.getOutputStream().write((line + "\n").getBytes(UTF_8));
      child.getOutputStream().flush();
    } catch (IOException e) {
      // It has died already: its exit code and output say why.
    }
  }

  private String answer(int number) throws IOException {
    long end = System.nanoTime() + patience.toNanos();
    try {
      while (!Files.exists(files.answer(number))) {
        if (child.waitFor(GLANCE_MILLIS, TimeUnit.MILLISECONDS)) {
          throw died();
        }
        if (System.nanoTime() > end) {
          close();
          throw new ParityFailedException(
              "the exported model did not answer within " + patience.toMillis() + " ms");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ParityFailedException("the parity check was interrupted");
    }
    return Files.readString(files.answer(number), UTF_8);
  }

  private UncheckedIOException unwritable(IOException e) {
    return new UncheckedIOException(
        "the parity check in %s cannot run: %s; free disk space or move longshore.data-directory"
            .formatted(files.directory(), e.getMessage()),
        e);
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
