package io.longshore.scorer.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.model.ArtifactRef;
import io.longshore.domain.model.ClassEntry;
import io.longshore.domain.model.Evaluation;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelRecipe;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.model.ParityReport;
import io.longshore.domain.model.Provenance;
import io.longshore.domain.prediction.ClassProbability;
import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.prediction.Refusal;
import io.longshore.domain.prediction.RefusalReason;
import io.longshore.domain.prediction.Role;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScorerMetricsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final ScorerMetrics metrics =
      new ScorerMetrics(registry, Clock.fixed(NOON, ZoneOffset.UTC));

  @Test
  void only_the_live_version_is_shown() {
    metrics.serving(model(1, 3));
    ModelManifest second = model(2, 3);
    metrics.serving(second);

    assertThat(registry.find("longshore.scorer.model.info").meters())
        .extracting(Meter::getId)
        .extracting(id -> id.getTag("version"))
        .containsExactly(second.version().brief());
  }

  @Test
  void predictions_are_counted_by_the_group_of_the_class_they_name() {
    metrics.serving(model(1, 3));

    metrics.predicted(NOON, prediction("class 0", Role.LIVE, 0.75f, NOON));
    metrics.predicted(NOON, prediction("class 2", Role.CANARY, 0.5f, NOON));
    metrics.predicted(NOON, prediction("another", Role.CANARY, 0.5f, NOON));

    assertThat(predictions("live", "many")).isEqualTo(1);
    assertThat(predictions("canary", "few")).isEqualTo(1);
    assertThat(predictions("canary", "unknown")).isEqualTo(1);
    assertThat(predictions("live", "few")).isZero();
    assertThat(registry.get("longshore.scorer.confidence").tag("group", "many").summary().mean())
        .isEqualTo(0.75);
  }

  @Test
  void classes_never_named_are_those_of_the_live_version() {
    metrics.serving(model(1, 5));
    metrics.predicted(NOON, prediction("class 3", Role.LIVE, 1, NOON));
    double before = neverPredicted();

    metrics.serving(model(2, 7));

    assertThat(before).isEqualTo(4);
    assertThat(neverPredicted()).isEqualTo(7);
  }

  @Test
  void images_of_the_future_are_skew_and_take_no_time() {
    metrics.predicted(NOON.plusSeconds(5), prediction("class 0", Role.LIVE, 1, NOON));

    assertThat(registry.get("longshore.pipeline.clock.skew").counter().count()).isEqualTo(1);
    var endToEnd = registry.get("longshore.pipeline.e2e").tag("stage", "scored").timer();
    assertThat(endToEnd.count()).isEqualTo(1);
    assertThat(endToEnd.totalTime(TimeUnit.SECONDS)).isZero();
  }

  @Test
  void a_thousand_classes_are_no_more_series_than_three() {
    metrics.serving(model(1, 3));
    int before = registry.getMeters().size();

    metrics.serving(model(2, 1_000));
    IntStream.range(0, 1_000)
        .forEach(c -> metrics.predicted(NOON, prediction("class " + c, Role.LIVE, 1, NOON)));

    assertThat(registry.getMeters()).hasSize(before);
  }

  @Test
  void refusals_are_counted_by_reason() {
    var version = new ModelVersion("a".repeat(64));

    metrics.refused(new Refusal(version, RefusalReason.NOT_FINITE, "for a test"));

    assertThat(refusals("not_finite")).isEqualTo(1);
    assertThat(refusals("unloadable")).isZero();
  }

  private double refusals(String reason) {
    return registry.get("longshore.scorer.refusals").tag("reason", reason).counter().count();
  }

  private double predictions(String outcome, String group) {
    return registry
        .get("longshore.scorer.predictions")
        .tags("outcome", outcome, "group", group)
        .counter()
        .count();
  }

  private double neverPredicted() {
    return registry.get("longshore.scorer.model.classes.never.predicted").gauge().value();
  }

  private static Prediction prediction(
      String className, Role role, float probability, Instant scoredAt) {
    return new Prediction(
        new ImageId("image"),
        List.of(new ClassProbability(className, probability)),
        new ModelVersion("a".repeat(64)),
        role,
        1,
        0,
        new ImageLocation(0, 0),
        /* repeat= */ false,
        scoredAt);
  }

  /** The first class is of many images, the second of a medium number, all others of few. */
  private static ModelManifest model(long seed, int classes) {
    List<ClassEntry> entries =
        IntStream.range(0, classes)
            .mapToObj(c -> new ClassEntry("class " + c, c == 0 ? 500 : c == 1 ? 50 : 5, 1))
            .toList();
    var recipe =
        new ModelRecipe(
            "default",
            Gear.RETRAIN,
            Optional.empty(),
            entries,
            new ImageShape(28, 28, 1),
            64,
            new Provenance(
                "test", new TreeMap<>(), "test", seed, new TreeMap<>(), new TreeMap<>(), "cpu"));
    var artifact = new ArtifactRef("a".repeat(64), 1, 0);
    return new ModelManifest(
        recipe,
        artifact,
        artifact,
        Evaluation.NONE,
        Optional.empty(),
        new ParityReport(0, 0, 0, 0),
        NOON);
  }
}
