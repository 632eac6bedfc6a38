package io.longshore.scorer.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longshore.domain.model.GoldenBatch;
import io.longshore.domain.prediction.RefusalReason;
import io.longshore.scorer.onnx.ModelRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One child, seen from the scorer. It is given a backbone once and then heads of it; it is watched
 * while it runs them, and is gone, with its files, when this is closed. One that has failed must
 * not be asked again. Used by one thread.
 */
final class VerifyChild implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(VerifyChild.class);
  private static final long GLANCE_MILLIS = 2;
  private static final int OUT_OF_HEAP = 3; // -XX:+ExitOnOutOfMemoryError
  private static final int KILLED = 128 + 9;
  private static final int MOST_OUTPUT = 500;

  /** What was found, and how much memory it took. */
  record Finding(Answer.Passed answer, long residentBytes) {}

  private final VerifyFiles files;
  private final Process process;
  private final ResidentPeak peak;
  private final VerifyLimits limits;
  private Optional<String> backbone = Optional.empty();
  private int heads;

  VerifyChild(VerifyFiles files, Process process, VerifyLimits limits) {
    this.files = files;
    this.process = process;
    this.peak = new ResidentPeak(process.pid());
    this.limits = limits;
  }

  long pid() {
    return process.pid();
  }

  /** Whether it can be asked about heads of the backbone of this digest. */
  boolean isReadyFor(String digest) {
    return process.isAlive() && backbone.map(digest::equals).orElse(true);
  }

  /**
   * Runs a candidate.
   *
   * @param digest of the backbone, which names it
   * @throws ModelRefusedException if the candidate is at fault
   */
  Finding run(
      String digest,
      byte[] backboneFile,
      byte[] head,
      Optional<GoldenBatch> golden,
      Expected expected)
      throws IOException, InterruptedException {
    int number = ++heads;
    if (backbone.isEmpty()) {
      Files.write(files.backbone(), backboneFile);
      backbone = Optional.of(digest);
    }
    Files.write(files.head(number), head);
    files.writeExpected(number, expected);
    if (golden.isPresent()) {
      files.writeGolden(number, golden.get());
    }
    peak.reset();
    tell(number);
    Answer answer = answer(number);
    long resident = peak.bytes();
    if (resident > limits.residentBytes()) {
      throw tooLarge();
    }
    if (answer instanceof Answer.Refused refused) {
      throw new ModelRefusedException(refused.reason(), refused.message());
    }
    files.forget(number);
    return new Finding((Answer.Passed) answer, resident);
  }

  private void tell(int number) {
    try {
      process.getOutputStream().write((number + "\n").getBytes(UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      // It has died already: its exit status says why.
    }
  }

  private Answer answer(int number) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    while (!Files.exists(files.answer(number))) {
      if (process.waitFor(GLANCE_MILLIS, TimeUnit.MILLISECONDS)
          && !Files.exists(files.answer(number))) {
        throw died();
      }
      if (peak.bytes() > limits.residentBytes()) {
        throw tooLarge();
      }
      if (System.nanoTime() - begun > limits.patience().toNanos()) {
        throw new ModelRefusedException(
            RefusalReason.TOO_SLOW,
            "the candidate had not answered after %d ms; longshore.scorer.verify.patience allows no more"
                .formatted(limits.patience().toMillis()));
      }
    }
    try {
      return Answer.parse(Files.readString(files.answer(number), UTF_8));
    } catch (IllegalArgumentException e) {
      throw new ModelRefusedException(
          RefusalReason.UNLOADABLE, "the candidate's process spoke nonsense: " + e.getMessage());
    }
  }

  private ModelRefusedException tooLarge() {
    return new ModelRefusedException(
        RefusalReason.TOO_LARGE,
        "the candidate's process took more than the %d bytes that longshore.scorer.verify.max-bytes allows"
            .formatted(limits.residentBytes()));
  }

  /** A kill that was not ours is the kernel's, and the kernel kills for memory. */
  private ModelRefusedException died() throws IOException {
    int status = process.exitValue();
    // Whatever it printed: a process that crashed may have stopped within a character.
    String output = new String(Files.readAllBytes(files.output()), UTF_8).strip();
    return new ModelRefusedException(
        status == OUT_OF_HEAP || status == KILLED
            ? RefusalReason.TOO_LARGE
            : RefusalReason.UNLOADABLE,
        "the candidate's process ended with status %d: %s"
            .formatted(status, output.substring(0, Math.min(MOST_OUTPUT, output.length()))));
  }

  @Override
  public void close() {
    process.destroyForcibly();
    boolean interrupted = false;
    try {
      var unused = process.waitFor(10, TimeUnit.SECONDS); // it may still write where we delete
    } catch (InterruptedException e) {
      interrupted = true;
    }
    try {
      files.delete();
    } catch (IOException e) {
      log.atWarn()
          .log(
              "the files of a verification stay behind in {} until the next start: {}",
              files.directory(),
              e.toString());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
