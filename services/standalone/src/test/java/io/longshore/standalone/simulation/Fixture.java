package io.longshore.standalone.simulation;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.model.ArtifactRef;
import io.longshore.domain.model.ClassEntry;
import io.longshore.domain.model.ClassResult;
import io.longshore.domain.model.Evaluation;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelRecipe;
import io.longshore.domain.model.ParityReport;
import io.longshore.domain.model.Provenance;
import io.longshore.rollout.GatePolicy;
import io.longshore.rollout.HeldOutGate;
import io.longshore.rollout.RolloutSettings;
import io.longshore.rollout.Rules;
import io.longshore.rollout.StartingPromotion;
import io.longshore.runtime.config.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The models of a simulation, and the rules. */
final class Fixture {
  static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  static final Rules RULES =
      new Rules(
          new HeldOutGate(new GatePolicy(0.1, 0.1, 0.1, 0.1, 0.05, 20, 1e-3)),
          StartingPromotion.of(
              Settings.load(
                      Map.of(),
                      Map.of("longshore.rollout.promotion.patience", "PT2M"),
                      Set.of(RolloutSettings.class))
                  .of(RolloutSettings.class)
                  .promotion()),
          Duration.ofSeconds(30));
  static final List<ModelManifest> MODELS = IntStream.range(0, 8).mapToObj(Fixture::model).toList();

  private Fixture() {}

  /** Every third model is retrained, others are rebalanced; one in four fails its held-out gate. */
  private static ModelManifest model(int number) {
    Gear gear = number % 3 == 0 ? Gear.RETRAIN : Gear.REBALANCE;
    var classes = List.of(new ClassEntry("cat", 500, 500), new ClassEntry("fox", 50, 50));
    int right = number % 4 == 3 ? 10 : 80;
    var recipe =
        new ModelRecipe(
            "default",
            gear,
            Optional.empty(),
            classes,
            new ImageShape(8, 8, 1),
            4,
            new Provenance(
                "ask-" + number,
                new TreeMap<>(),
                "digest",
                number,
                new TreeMap<>(),
                new TreeMap<>(),
                "cpu"));
    byte[] content = {(byte) number};
    return new ModelManifest(
        recipe,
        ArtifactRef.of(content, 0),
        ArtifactRef.of(content, 0),
        new Evaluation(
            classes.stream().map(c -> new ClassResult(c.name(), c.group(), right, 100)).toList()),
        Optional.empty(),
        new ParityReport(100, 1e-6, 100, 0.1),
        START.plusSeconds(number));
  }
}
