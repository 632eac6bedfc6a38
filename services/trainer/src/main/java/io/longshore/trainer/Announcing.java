package io.longshore.trainer;

import io.longshore.domain.model.ArtifactRef;
import io.longshore.domain.model.Baseline;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ParityReport;
import io.longshore.runtime.artifact.ArtifactStore;
import io.longshore.trainer.export.OnnxExport;
import io.longshore.trainer.gear.Candidate;
import io.longshore.trainer.gear.ModelShelf;
import io.longshore.trainer.parity.ParityCheck;
import io.longshore.trainer.parity.ParityComparison;
import io.longshore.trainer.parity.ParityFailedException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * The last part of every run: export, parity, artifacts, soft labels, and only then the manifest,
 * which is the announcement. Whoever reads a manifest finds everything it names.
 */
final class Announcing {
  private final ParityCheck parity;
  private final double tolerance;
  private final ArtifactStore artifacts;
  private final ModelShelf shelf;
  private final Outbox outbox;
  private final Clock clock;

  /**
   * @param tolerance largest difference of a logit between the engines
   */
  Announcing(
      ParityCheck parity,
      double tolerance,
      ArtifactStore artifacts,
      ModelShelf shelf,
      Outbox outbox,
      Clock clock) {
    this.parity = parity;
    this.tolerance = tolerance;
    this.artifacts = artifacts;
    this.shelf = shelf;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Gets the comparison of engines ready, which goes on beside whatever the caller does next.
   *
   * @param scratch directory for the parity child
   */
  ParityComparison prepare(Path scratch) {
    return parity.begin(scratch);
  }

  /**
   * Announces the candidate.
   *
   * @param comparison from {@link #prepare}
   * @param baseline the live model on the same images
   * @throws ParityFailedException if ONNX Runtime does not answer as the trainer's engine does;
   *     nothing is announced then
   */
  ModelManifest announce(
      Candidate candidate, ParityComparison comparison, Optional<Baseline> baseline) {
    byte[] backbone = OnnxExport.backbone(candidate.model());
    byte[] head = OnnxExport.head(candidate.model());
    ParityReport report = checked(candidate, comparison, backbone, head);
    ArtifactRef backboneRef = candidate.backbone().orElseGet(() -> artifacts.put(backbone));
    ArtifactRef headRef = artifacts.put(head);
    var manifest =
        new ModelManifest(
            candidate.recipe(),
            backboneRef,
            headRef,
            candidate.evaluation(),
            baseline,
            report,
            clock.instant());
    shelf.put(manifest.version(), candidate.model(), baseline.map(Baseline::version));
    outbox.teach(candidate.softLabels());
    outbox.announce(manifest);
    return manifest;
  }

  private ParityReport checked(
      Candidate candidate, ParityComparison comparison, byte[] backbone, byte[] head) {
    ParityReport report = comparison.compare(backbone, head, candidate.parity());
    if (!(report.maxAbsoluteDifference() <= tolerance) || report.argmaxEqual() < report.images()) {
      throw new ParityFailedException(
          "ONNX Runtime differs from the trainer by up to %.2g (allowed %.2g) and names the same class on %d of %d images"
              .formatted(
                  report.maxAbsoluteDifference(),
                  tolerance,
                  report.argmaxEqual(),
                  report.images()));
    }
    return report;
  }
}
