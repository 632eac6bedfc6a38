package io.longshore.trainer;

import io.longshore.domain.model.ArtifactRef;
import io.longshore.domain.model.Baseline;
import io.longshore.domain.model.GoldenBatch;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ParityReport;
import io.longshore.runtime.artifact.ArtifactStore;
import io.longshore.trainer.export.OnnxExport;
import io.longshore.trainer.gear.Candidate;
import io.longshore.trainer.gear.ModelShelf;
import io.longshore.trainer.gear.Twin;
import io.longshore.trainer.parity.ParityComparison;
import io.longshore.trainer.parity.ParityFailedException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The last part of every run: export, parity, artifacts, soft labels, and only then the manifest,
 * which is the announcement. Whoever reads a manifest finds everything it names.
 */
final class Announcing {
  private final double tolerance;
  private final ArtifactStore artifacts;
  private final ModelShelf shelf;
  private final Outbox outbox;
  private final Clock clock;
  private final UnaryOperator<ModelManifest> signing;

  /**
   * @param tolerance largest difference of a logit between the engines
   * @param signing makes a signed manifest of one
   */
  Announcing(
      double tolerance,
      ArtifactStore artifacts,
      ModelShelf shelf,
      Outbox outbox,
      Clock clock,
      UnaryOperator<ModelManifest> signing) {
    this.tolerance = tolerance;
    this.artifacts = artifacts;
    this.shelf = shelf;
    this.outbox = outbox;
    this.clock = clock;
    this.signing = signing;
  }

  /** The comparison of a candidate's export with what the trainer's engine says. */
  interface Comparison {
    ParityReport of(byte[] head);
  }

  /**
   * Announces the candidate.
   *
   * @param comparison with the engine that serves
   * @param golden what the trainer's engine says of a few images
   * @param baseline the live model on the same images
   * @throws ParityFailedException if ONNX Runtime does not answer as the trainer's engine does;
   *     nothing is announced then
   */
  ModelManifest announce(
      Candidate candidate, Comparison comparison, GoldenBatch golden, Optional<Baseline> baseline) {
    byte[] head = OnnxExport.head(candidate.model());
    ParityReport report = checked(comparison.of(head));
    ArtifactRef backboneRef =
        candidate.backbone().orElseGet(() -> artifacts.put(OnnxExport.backbone(candidate.model())));
    ArtifactRef headRef = artifacts.put(head);
    ArtifactRef goldenRef = artifacts.put(golden.bytes());
    ModelManifest manifest =
        signing.apply(
            new ModelManifest(
                candidate.recipe(),
                backboneRef,
                headRef,
                candidate.evaluation(),
                baseline,
                report,
                clock.instant(),
                Optional.of(goldenRef),
                Optional.empty()));
    shelf.put(manifest.version(), candidate.model(), baseline.map(Baseline::version));
    outbox.teach(candidate.softLabels());
    outbox.announce(manifest);
    return manifest;
  }

  /**
   * Announces a twin, which has the head of the model that it is made from. Whether it is like
   * enough to that is the gate's to say.
   *
   * @param scores of the held-out images, by the engine that serves
   */
  ModelManifest announce(Twin twin, ParityComparison.Scores scores) {
    ArtifactRef goldenRef = artifacts.put(twin.golden(scores.logits()).bytes());
    ModelManifest manifest =
        signing.apply(
            new ModelManifest(
                twin.recipe(),
                artifacts.put(twin.backbone()),
                twin.of().head(),
                twin.judged(scores.logits()),
                Optional.of(twin.baseline()),
                scores.report(),
                clock.instant(),
                Optional.of(goldenRef),
                Optional.empty()));
    outbox.announce(manifest);
    return manifest;
  }

  private ParityReport checked(ParityReport report) {
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
