package io.longshore.rollout;

import io.longshore.domain.model.Evaluation;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ShotGroup;
import io.longshore.domain.rollout.GateResult;
import io.longshore.domain.rollout.GroupEvidence;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.rollout.RolloutStep;
import io.longshore.domain.rollout.Trial;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** What rollout tells of plans, of the live model's results and of the trial under way. */
final class RolloutMetrics {
  private final Map<RolloutStep, Counter> decisions = new EnumMap<>(RolloutStep.class);
  private final Map<String, GateResult> results = new TreeMap<>();
  private final MultiGauge heldOut;
  private final MultiGauge trial;
  private final MultiGauge images;
  private final MultiGauge lower;
  private final MultiGauge upper;
  private volatile RolloutPlan plan = RolloutPlan.initial("");
  private volatile long liveCreatedAt;

  RolloutMetrics(MeterRegistry meters) {
    Gauge.builder("longshore.rollout.plan.epoch", this, m -> m.plan.epoch())
        .description("number of the plan in force")
        .register(meters);
    Gauge.builder("longshore.rollout.paused", this, m -> m.plan.paused() ? 1 : 0)
        .description("1 while models go live or back only when an operator says so")
        .register(meters);
    TimeGauge.builder(
            "longshore.rollout.live.model.created.timestamp",
            this,
            TimeUnit.MILLISECONDS,
            m -> m.liveCreatedAt)
        .description("when the live model was made; 0 for none")
        .register(meters);
    for (RolloutStep step : RolloutStep.values()) {
      decisions.put(
          step,
          Counter.builder("longshore.rollout.decisions")
              .description("decisions by what they did")
              .tag("step", word(step))
              .register(meters));
    }
    heldOut =
        gauge(
            meters,
            "heldout.accuracy",
            "the live model on held-out images, mean over classes; of all groups balanced accuracy");
    trial = gauge(meters, "trial.info", "1 for the model on trial and its stage");
    images = gauge(meters, "trial.images", "images that both models of a stage were judged on");
    lower =
        gauge(
            meters,
            "trial.difference.lower",
            "accuracy of the model judged less that of the other, lower bound");
    upper =
        gauge(
            meters,
            "trial.difference.upper",
            "accuracy of the model judged less that of the other, upper bound");
  }

  private static MultiGauge gauge(MeterRegistry meters, String name, String what) {
    return MultiGauge.builder("longshore.rollout." + name).description(what).register(meters);
  }

  /** The plan that was in force at the start, and the model it serves. */
  void recalled(RolloutPlan latest, Optional<ModelManifest> live) {
    plan = latest;
    live(live);
    trial(latest.trial());
  }

  /** A new plan, and the model it serves. */
  void decided(RolloutPlan latest, Optional<ModelManifest> live) {
    Objects.requireNonNull(decisions.get(latest.step())).increment();
    if (!latest.trial().equals(plan.trial())) {
      results.clear();
      show();
    }
    recalled(latest, live);
  }

  /** Gates judged. */
  void judged(List<GateResult> judged) {
    for (GateResult result : judged) {
      if (result.stream().isPresent()) {
        results.put(result.window(), result);
        show();
      }
    }
  }

  private void live(Optional<ModelManifest> manifest) {
    liveCreatedAt = manifest.map(m -> m.createdAt().toEpochMilli()).orElse(0L);
    Evaluation evaluation = manifest.map(ModelManifest::evaluation).orElse(Evaluation.NONE);
    var rows = new ArrayList<MultiGauge.Row<?>>();
    add(rows, "all", evaluation.balanced());
    for (ShotGroup group : ShotGroup.values()) {
      add(rows, word(group), evaluation.accuracy(group));
    }
    heldOut.register(rows, true);
  }

  private static void add(List<MultiGauge.Row<?>> rows, String group, OptionalDouble value) {
    value.ifPresent(v -> rows.add(MultiGauge.Row.of(Tags.of("group", group), v)));
  }

  private void trial(Optional<Trial> underWay) {
    trial.register(
        underWay.stream()
            .<MultiGauge.Row<?>>map(
                t ->
                    MultiGauge.Row.of(
                        Tags.of("version", t.version().brief(), "stage", word(t.stage())), 1))
            .toList(),
        true);
  }

  private void show() {
    images.register(rows(GroupEvidence::images), true);
    lower.register(rows(GroupEvidence::lower), true);
    upper.register(rows(GroupEvidence::upper), true);
  }

  private List<MultiGauge.Row<?>> rows(ToDoubleFunction<GroupEvidence> value) {
    var rows = new ArrayList<MultiGauge.Row<?>>();
    results.forEach(
        (window, result) ->
            result.stream()
                .ifPresent(
                    evidence ->
                        evidence
                            .groups()
                            .forEach(
                                group ->
                                    rows.add(
                                        MultiGauge.Row.of(
                                            Tags.of(
                                                "window",
                                                window,
                                                "group",
                                                group
                                                    .group()
                                                    .map(RolloutMetrics::word)
                                                    .orElse("all")),
                                            value.applyAsDouble(group))))));
    return rows;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
