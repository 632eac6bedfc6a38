package io.longshore.scorer.serving;

import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.prediction.Refusal;
import io.longshore.domain.prediction.RefusalReason;
import io.longshore.domain.prediction.Verification;
import io.longshore.scorer.onnx.ModelRefusedException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has candidates verified one after the other on a thread that does nothing else: it may take long,
 * and neither loading nor scoring waits for it.
 */
final class Verifying implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Verifying.class);
  private static final Duration ENDING = Duration.ofSeconds(5);
  private static final Duration BREATH = Duration.ofSeconds(1);

  private final Verifier verifier;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(run -> new Thread(run, "scorer-verifies"));

  Verifying(Verifier verifier) {
    this.verifier = verifier;
  }

  /** Returns at once; one of the two is told later, on another thread. */
  void begin(ModelManifest candidate, Consumer<Verification> passed, Consumer<Refusal> refused) {
    thread.execute(() -> verify(candidate, passed, refused));
  }

  private void verify(
      ModelManifest candidate, Consumer<Verification> passed, Consumer<Refusal> refused) {
    try {
      passed.accept(verified(candidate));
    } catch (ModelRefusedException e) {
      refused.accept(new Refusal(candidate.version(), e.reason(), String.valueOf(e.getMessage())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("a candidate could not be verified");
      refused.accept(
          new Refusal(
              candidate.version(), RefusalReason.UNLOADABLE, "it could not be verified: " + e));
    }
  }

  /** A broker that is away or a disk that is full is not the candidate's fault. */
  private Verification verified(ModelManifest candidate) throws InterruptedException {
    while (true) {
      try {
        return verifier.verify(candidate);
      } catch (RetriableException | UncheckedIOException e) {
        log.atWarn()
            .addKeyValue("modelVersion", candidate.version())
            .log("cannot verify now, trying again: {}", e.getMessage());
        Thread.sleep(BREATH.toMillis());
      }
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(ENDING.toMillis(), TimeUnit.MILLISECONDS)) {
        log.atWarn().log("verification did not end within {} s", ENDING.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
