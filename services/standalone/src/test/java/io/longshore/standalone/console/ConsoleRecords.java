package io.longshore.standalone.console;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.drift.DriftEvidence;
import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.frequency.ClassFrequency;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.image.Split;
import io.longshore.domain.label.Label;
import io.longshore.domain.model.ArtifactRef;
import io.longshore.domain.model.ClassEntry;
import io.longshore.domain.model.ClassResult;
import io.longshore.domain.model.Evaluation;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelRecipe;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.model.ParityReport;
import io.longshore.domain.model.Provenance;
import io.longshore.domain.prediction.ClassProbability;
import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.prediction.Role;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.rollout.RolloutStep;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Records such as the services write, of a stream that is called what it is by default. */
final class ConsoleRecords {
  static final String STREAM = "default";

  private ConsoleRecords() {}

  /** A model of classes with so many images each, eight of ten held-out ones right. */
  static ModelManifest model(
      long seed, Map<String, Integer> images, Optional<ModelVersion> parent) {
    List<ClassEntry> classes =
        new TreeMap<>(images)
            .entrySet().stream()
                .map(e -> new ClassEntry(e.getKey(), e.getValue(), e.getValue()))
                .toList();
    var provenance =
        new Provenance(
            "adaptation-" + seed,
            new TreeMap<>(),
            "0".repeat(64),
            seed,
            new TreeMap<>(Map.of("epochs", "20")),
            new TreeMap<>(),
            "cpu");
    var recipe =
        new ModelRecipe(
            STREAM, Gear.RETRAIN, parent, classes, new ImageShape(8, 8, 1), 4, provenance);
    var ref = new ArtifactRef("0".repeat(64), 10, 0);
    return new ModelManifest(
        recipe,
        ref,
        ref,
        new Evaluation(
            classes.stream().map(c -> new ClassResult(c.name(), c.group(), 8, 10)).toList()),
        Optional.empty(),
        new ParityReport(10, 1e-6, 10, 0.5),
        Instant.now());
  }

  static RolloutPlan promoted(
      long epoch, ModelVersion live, Optional<ModelVersion> previous, String reason) {
    return new RolloutPlan(
        STREAM,
        epoch,
        Optional.of(live),
        previous,
        RolloutStep.PROMOTED,
        Optional.of(live),
        reason,
        Instant.now());
  }

  static ClassFrequencies counted(long sequence, Map<String, Long> labels) {
    var classes = new TreeMap<String, ClassFrequency>();
    labels.forEach((name, n) -> classes.put(name, new ClassFrequency(n, n, n)));
    return new ClassFrequencies(
        STREAM, sequence, classes, DriftEvidence.NONE, new TreeMap<>(), Instant.now());
  }

  static Label label(String image, String className) {
    return new Label(
        new ImageId(image), className, new ImageLocation(0, 1), image, Split.STREAM, Instant.now());
  }

  static Prediction prediction(String image, String className, ModelVersion model) {
    return new Prediction(
        new ImageId(image),
        List.of(new ClassProbability(className, 0.75f)),
        model,
        Role.LIVE,
        1,
        1,
        new ImageLocation(0, 1),
        false,
        Instant.now());
  }
}
