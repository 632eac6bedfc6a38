package io.longshore.scorer.scoring;

import io.longshore.domain.model.ClassEntry;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.model.ShotGroup;
import io.longshore.domain.prediction.ClassProbability;
import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.prediction.Role;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the live model says, by the groups of the classes it names: many, medium and few as its
 * manifest has them, so that a class changes its group only with the model. Thousands of classes
 * are some twenty series.
 */
final class ModelMeters {
  /** Classes that the live model does not know: a candidate named them. */
  private static final String UNKNOWN = "unknown";

  private final MultiGauge info;
  private final Map<String, GroupMeters> groups = new HashMap<>();
  private volatile Map<String, ClassMeter> classes = Map.of();
  private volatile @Nullable ModelVersion version;
  private volatile long activatedAt;

  /** Of one group, looked up once. */
  private record GroupMeters(
      Counter live, Counter canary, Counter repeat, DistributionSummary confidence) {

    Counter of(Prediction prediction) {
      return prediction.repeat() ? repeat : prediction.role() == Role.CANARY ? canary : live;
    }
  }

  /** Of one class of the live model. */
  private static final class ClassMeter {
    private final GroupMeters group;
    private volatile boolean named;

    ClassMeter(GroupMeters group) {
      this.group = group;
    }
  }

  ModelMeters(MeterRegistry meters) {
    this.info =
        MultiGauge.builder("longshore.scorer.model.info")
            .description("1 for the version that is live")
            .register(meters);
    TimeGauge.builder(
            "longshore.scorer.model.activated.timestamp",
            this,
            TimeUnit.MILLISECONDS,
            m -> m.activatedAt)
        .description("since when the live version answers here; 0 for none")
        .register(meters);
    Gauge.builder("longshore.scorer.model.classes", this, m -> m.classes.size())
        .description("classes of the live version")
        .register(meters);
    Gauge.builder("longshore.scorer.model.classes.never.predicted", this, ModelMeters::neverNamed)
        .description("classes that the live version never named first since it went live here")
        .register(meters);
    for (ShotGroup group : ShotGroup.values()) {
      String name = group.name().toLowerCase(Locale.ROOT);
      groups.put(name, group(name, meters));
    }
    groups.put(UNKNOWN, group(UNKNOWN, meters));
  }

  private static GroupMeters group(String group, MeterRegistry meters) {
    return new GroupMeters(
        predictions("live", group, meters),
        predictions("canary", group, meters),
        predictions("repeat", group, meters),
        DistributionSummary.builder("longshore.scorer.confidence")
            .description("probability of the class named first")
            .tag("group", group)
            .register(meters));
  }

  private static Counter predictions(String outcome, String group, MeterRegistry meters) {
    return Counter.builder("longshore.scorer.predictions")
        .description("predictions by role, or repeat, and the group of the class named first")
        .tag("outcome", outcome)
        .tag("group", group)
        .register(meters);
  }

  /** A model answers from now on; the same one under a new plan changes nothing. */
  void serving(ModelManifest manifest, long nowMillis) {
    if (manifest.version().equals(version)) {
      return;
    }
    version = manifest.version();
    activatedAt = nowMillis;
    var known = new HashMap<String, ClassMeter>();
    for (ClassEntry entry : manifest.recipe().classes()) {
      known.put(entry.name(), new ClassMeter(named(entry.group().name().toLowerCase(Locale.ROOT))));
    }
    classes = known;
    info.register(
        List.of(MultiGauge.Row.of(Tags.of("version", manifest.version().brief()), 1)), true);
  }

  void predicted(Prediction prediction) {
    ClassProbability first = prediction.top().get(0);
    ClassMeter known = classes.get(first.className());
    GroupMeters group = known == null ? named(UNKNOWN) : known.group;
    group.of(prediction).increment();
    if (!prediction.repeat()) {
      group.confidence.record(first.probability());
    }
    if (known != null && !known.named) {
      known.named = true;
    }
  }

  private GroupMeters named(String group) {
    GroupMeters found = groups.get(group);
    if (found == null) {
      throw new IllegalStateException("no group is called " + group);
    }
    return found;
  }

  private double neverNamed() {
    return classes.values().stream().filter(c -> !c.named).count();
  }
}
