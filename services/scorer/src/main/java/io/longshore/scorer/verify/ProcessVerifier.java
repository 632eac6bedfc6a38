package io.longshore.scorer.verify;

import io.longshore.domain.model.ArtifactRef;
import io.longshore.domain.model.GoldenBatch;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelRecipe;
import io.longshore.domain.prediction.RefusalReason;
import io.longshore.domain.prediction.Verification;
import io.longshore.runtime.artifact.ArtifactStore;
import io.longshore.runtime.artifact.ArtifactUnavailableException;
import io.longshore.scorer.onnx.ModelRefusedException;
import io.longshore.scorer.serving.Verifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies candidates, in this order: the artifacts are complete and hash to their references; the
 * files use nothing that they may not; and, in a child process, ONNX Runtime loads them, their
 * ports are those of the manifest, extreme images and the golden batch come out finite, the golden
 * batch as the trainer's engine had it, one image in time, all of it in bounded memory.
 *
 * <p>A child that passed a candidate waits for the next head over the same backbone; one that
 * failed, or knows another backbone, is thrown away, and a new one gets warm. Candidates are
 * verified one after the other.
 */
public final class ProcessVerifier implements Verifier, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ProcessVerifier.class);

  private final ArtifactStore artifacts;
  private final VerifyLimits limits;
  private final ChildStart start;
  private final boolean standby;
  private final Lock lock = new ReentrantLock();
  private Optional<VerifyChild> child = Optional.empty();
  private boolean closed;

  private ProcessVerifier(
      ArtifactStore artifacts, VerifyLimits limits, ChildStart start, boolean standby) {
    this.artifacts = artifacts;
    this.limits = limits;
    this.start = start;
    this.standby = standby;
    if (standby) {
      child = Optional.of(start.start());
    }
  }

  /**
   * A verifier whose children have the class path of this process.
   *
   * @param maxArtifactBytes largest file that is fetched: {@code
   *     longshore.scorer.max-artifact-bytes}
   * @param scratch a directory of this verifier's own, for files of children; what one that was
   *     killed left there is deleted
   */
  public static ProcessVerifier of(
      VerifySettings settings, long maxArtifactBytes, ArtifactStore artifacts, Path scratch) {
    var limits =
        new VerifyLimits(
            maxArtifactBytes,
            settings.maxBytes(),
            settings.patience(),
            settings.maxImageTime(),
            settings.tolerance());
    var start = new ChildStart(System.getProperty("java.class.path", ""), scratch, limits);
    start.tidy();
    return new ProcessVerifier(artifacts, limits, start, settings.standby());
  }

  @Override
  public Verification verify(ModelManifest candidate) throws InterruptedException {
    byte[] backbone = fetch("the backbone", candidate.backbone());
    OnnxRules.check("the backbone", backbone);
    byte[] head = fetch("the head", candidate.head());
    OnnxRules.check("the head", head);
    Optional<GoldenBatch> golden =
        candidate.golden().map(ref -> golden(candidate.recipe(), fetch("the golden batch", ref)));
    lock.lockInterruptibly();
    try {
      return run(candidate, backbone, head, golden);
    } finally {
      lock.unlock();
    }
  }

  private Verification run(
      ModelManifest candidate, byte[] backbone, byte[] head, Optional<GoldenBatch> golden)
      throws InterruptedException {
    String digest = candidate.backbone().sha256();
    VerifyChild asked = childFor(digest);
    boolean passed = false;
    try {
      VerifyChild.Finding finding =
          asked.run(digest, backbone, head, golden, Expected.of(candidate, limits));
      passed = true;
      return new Verification(
          candidate.version(),
          finding.answer().images(),
          finding.answer().maxDifference(),
          finding.answer().millisPerImage(),
          finding.residentBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "a candidate cannot be handed to the process that verifies it: %s; free disk space or move longshore.data-directory"
              .formatted(e),
          e);
    } finally {
      if (!passed || !standby) {
        drop();
        standBy();
      }
    }
  }

  /** What was found out about a candidate must not be lost because no process can stand by now. */
  private void standBy() {
    if (standby) {
      try {
        child = Optional.of(start.start());
      } catch (UncheckedIOException e) {
        log.atWarn().log("the next candidate will wait for a process: {}", e.getMessage());
      }
    }
  }

  private VerifyChild childFor(String backbone) {
    if (closed) {
      throw new IllegalStateException("this verifier is closed");
    }
    if (child.filter(c -> c.isReadyFor(backbone)).isEmpty()) {
      drop();
      child = Optional.of(start.start());
    }
    return child.orElseThrow();
  }

  /** The process that stands by, for those who watch it. */
  Optional<Long> pid() {
    return child.map(VerifyChild::pid);
  }

  private void drop() {
    child.ifPresent(VerifyChild::close);
    child = Optional.empty();
  }

  private byte[] fetch(String what, ArtifactRef ref) {
    if (ref.size() > limits.artifactBytes()) {
      throw new ModelRefusedException(
          RefusalReason.TOO_LARGE,
          "%s %s is larger than the %d bytes that longshore.scorer.max-artifact-bytes allows"
              .formatted(what, ref, limits.artifactBytes()));
    }
    try {
      return artifacts.fetch(ref);
    } catch (ArtifactUnavailableException e) {
      throw new ModelRefusedException(
          switch (e.problem()) {
            case INCOMPLETE -> RefusalReason.INCOMPLETE_ARTIFACT;
            case WRONG_DIGEST -> RefusalReason.WRONG_DIGEST;
          },
          String.valueOf(e.getMessage()));
    }
  }

  private static GoldenBatch golden(ModelRecipe recipe, byte[] bytes) {
    GoldenBatch golden;
    try {
      golden = GoldenBatch.read(bytes);
    } catch (IllegalArgumentException e) {
      throw new ModelRefusedException(
          RefusalReason.GOLDEN_MISMATCH, String.valueOf(e.getMessage()));
    }
    if (!golden.shape().equals(recipe.input()) || golden.classes() != recipe.classes().size()) {
      throw new ModelRefusedException(
          RefusalReason.GOLDEN_MISMATCH,
          "the golden batch has images of %s and %d classes, the model of %s and %d"
              .formatted(
                  golden.shape(), golden.classes(), recipe.input(), recipe.classes().size()));
    }
    return golden;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      drop();
    } finally {
      lock.unlock();
    }
  }
}
