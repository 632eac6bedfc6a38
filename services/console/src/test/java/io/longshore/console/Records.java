package io.longshore.console;

import io.longshore.console.state.Known;
import io.longshore.console.state.Limits;
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
import io.longshore.domain.model.Baseline;
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

/** Records as topics have them. */
public final class Records {
  public static final Instant START = Instant.parse("2026-11-28T08:00:00Z");
  public static final String STREAM = "default";

  private Records() {}

  public static Known known() {
    return new Known(STREAM, new Limits(1_000, 12, 500_000), START);
  }

  public static Instant at(long seconds) {
    return START.plusSeconds(seconds);
  }

  /** A model of these classes; the seed makes it another. */
  public static ModelManifest model(long seed, Map<String, Integer> images) {
    return model(seed, images, Optional.empty());
  }

  public static ModelManifest model(
      long seed, Map<String, Integer> images, Optional<ModelManifest> parent) {
    List<ClassEntry> classes =
        new TreeMap<>(images)
            .entrySet().stream()
                .map(e -> new ClassEntry(e.getKey(), e.getValue(), e.getValue()))
                .toList();
    var recipe =
        new ModelRecipe(
            STREAM,
            Gear.RETRAIN,
            parent.map(ModelManifest::version),
            classes,
            new ImageShape(8, 8, 1),
            4,
            new Provenance(
                "adaptation-" + seed,
                new TreeMap<>(),
                "0".repeat(64),
                seed,
                new TreeMap<>(),
                new TreeMap<>(),
                "cpu"));
    var ref = new ArtifactRef("0".repeat(64), 10, 0);
    return new ModelManifest(
        recipe,
        ref,
        ref,
        new Evaluation(
            classes.stream().map(c -> new ClassResult(c.name(), c.group(), 8, 10)).toList()),
        parent.map(p -> new Baseline(p.version(), halfRight(classes))),
        new ParityReport(10, 1e-6, 10, 0.5),
        at(seed));
  }

  private static Evaluation halfRight(List<ClassEntry> classes) {
    return new Evaluation(
        classes.stream().map(c -> new ClassResult(c.name(), c.group(), 5, 10)).toList());
  }

  /** A version that is only a name. */
  public static ModelVersion version(int digit) {
    return new ModelVersion(Integer.toHexString(digit).repeat(64));
  }

  public static RolloutPlan plan(
      long epoch, RolloutStep step, ModelVersion subject, Optional<ModelVersion> live) {
    return plan(epoch, step, subject, live, Optional.empty(), "because " + epoch);
  }

  public static RolloutPlan plan(
      long epoch,
      RolloutStep step,
      ModelVersion subject,
      Optional<ModelVersion> live,
      Optional<ModelVersion> previous,
      String reason) {
    return new RolloutPlan(
        STREAM, epoch, live, previous, step, Optional.of(subject), reason, at(epoch));
  }

  /** A snapshot of decayed units that are the counts themselves. */
  public static ClassFrequencies snapshot(long sequence, Map<String, Long> labels) {
    return snapshot(sequence, labels, DriftEvidence.NONE);
  }

  public static ClassFrequencies snapshot(
      long sequence, Map<String, Long> labels, DriftEvidence drift) {
    var classes = new TreeMap<String, ClassFrequency>();
    labels.forEach((name, n) -> classes.put(name, new ClassFrequency(n, n, n)));
    return new ClassFrequencies(STREAM, sequence, classes, drift, new TreeMap<>(), at(sequence));
  }

  public static Label label(String image, String className) {
    return label(image, className, Split.STREAM, 0);
  }

  public static Label label(String image, String className, Split split, long second) {
    return new Label(
        new ImageId(image), className, new ImageLocation(0, 1), image, split, at(second));
  }

  public static Prediction prediction(String image, String className, ModelVersion model) {
    return new Prediction(
        new ImageId(image),
        List.of(new ClassProbability(className, 0.75f)),
        model,
        Role.LIVE,
        1,
        1,
        new ImageLocation(0, 1),
        false,
        at(1));
  }
}
