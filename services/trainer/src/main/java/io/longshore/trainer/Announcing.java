package io.longshore.trainer;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.model.ArtifactRef;
import io.longshore.domain.model.Baseline;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.model.ParityReport;
import io.longshore.domain.prediction.SoftLabel;
import io.longshore.runtime.artifact.ArtifactStore;
import io.longshore.runtime.kafka.TopicWriter;
import io.longshore.ssd.Teacher;
import io.longshore.trainer.export.OnnxExport;
import io.longshore.trainer.gear.Candidate;
import io.longshore.trainer.gear.LiveModel;
import io.longshore.trainer.gear.ModelShelf;
import io.longshore.trainer.parity.ParityCheck;
import io.longshore.trainer.parity.ParityFailedException;
import io.longshore.trainer.run.LabelledPixels;
import io.longshore.trainer.run.SoftLabels;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The last part of every run: export, parity, artifacts, soft labels, and only then the manifest,
 * which is the announcement. Whoever reads a manifest finds everything it names.
 */
final class Announcing {
  private final ParityCheck parity;
  private final double tolerance;
  private final int parityImages;
  private final ArtifactStore artifacts;
  private final ModelShelf shelf;
  private final TopicWriter<ModelVersion, ModelManifest> models;
  private final TopicWriter<ImageId, SoftLabel> softLabels;
  private final Clock clock;

  Announcing(
      ParityCheck parity,
      double tolerance,
      int parityImages,
      ArtifactStore artifacts,
      ModelShelf shelf,
      TopicWriter<ModelVersion, ModelManifest> models,
      TopicWriter<ImageId, SoftLabel> softLabels,
      Clock clock) {
    this.parity = parity;
    this.tolerance = tolerance;
    this.parityImages = parityImages;
    this.artifacts = artifacts;
    this.shelf = shelf;
    this.models = models;
    this.softLabels = softLabels;
    this.clock = clock;
  }

  /**
   * Announces the candidate.
   *
   * @param live the model to compare with on the same images
   * @param scratch directory for the parity child
   * @throws ParityFailedException if ONNX Runtime does not answer as the trainer's engine does;
   *     nothing is announced then
   */
  ModelManifest announce(Candidate candidate, Optional<LiveModel> live, Path scratch) {
    byte[] backbone = OnnxExport.backbone(candidate.model());
    byte[] head = OnnxExport.head(candidate.model());
    ParityReport report = checked(candidate, backbone, head, scratch);
    Optional<Baseline> baseline =
        live.map(
            l ->
                new Baseline(
                    l.manifest().version(),
                    l.judge(candidate.recipe().classes(), candidate.examples().heldOut())));
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
    shelf.put(manifest.version(), candidate.model());
    candidate
        .model()
        .teacher()
        .ifPresent(teacher -> send(teacher, manifest, candidate.examples().learning()));
    models.write(manifest.version(), manifest);
    return manifest;
  }

  private void send(Teacher teacher, ModelManifest manifest, LabelledPixels images) {
    var sent = new ArrayList<CompletableFuture<?>>();
    for (SoftLabel label :
        SoftLabels.of(teacher, manifest.version(), manifest.classNames(), images)) {
      sent.add(softLabels.send(label.image(), label));
    }
    softLabels.flush();
    sent.forEach(CompletableFuture::join);
  }

  private ParityReport checked(Candidate candidate, byte[] backbone, byte[] head, Path scratch) {
    LabelledPixels held = candidate.examples().heldOut();
    LabelledPixels images = held.size() >= parityImages ? held : candidate.examples().learning();
    byte[] pixels = images.spread(parityImages);
    ParityReport report =
        parity.run(
            scratch,
            backbone,
            head,
            images.shape(),
            candidate.examples().classes().size(),
            pixels,
            candidate.model().logits(pixels));
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
