package io.longshore.rollout.quality;

import io.longshore.domain.model.ShotGroup;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** Shows {@link LiveQuality} by group; groups without an answer have no row rather than a zero. */
public final class QualityMeters {
  private final Map<MultiGauge, ToDoubleFunction<Quality>> gauges = new HashMap<>();
  private final Map<String, Counter> predictions = new HashMap<>();
  private final Map<String, Counter> labels = new HashMap<>();

  public QualityMeters(MeterRegistry meters) {
    gauge(meters, "accuracy", "share of the latest images named rightly", Quality::accuracy);
    gauge(
        meters,
        "recall",
        "mean over classes of the share named rightly; of all groups balanced accuracy",
        Quality::recall);
    gauge(
        meters,
        "worst.decile.recall",
        "the same over the tenth of the classes that fare worst",
        Quality::worstRecall);
    gauge(meters, "confidence", "mean probability of what is named first", Quality::confidence);
    gauge(
        meters,
        "calibration.error",
        "expected calibration error, 15 bins",
        Quality::calibrationError);
    gauge(meters, "judged.images", "images that the others are computed from", Quality::images);
    for (ShotGroup group : ShotGroup.values()) {
      String name = group.name().toLowerCase(Locale.ROOT);
      predictions.put(name, counter(meters, "predictions", "answers by what they name", name));
      labels.put(name, counter(meters, "labels", "labels by what they name", name));
    }
  }

  private void gauge(
      MeterRegistry meters, String name, String what, ToDoubleFunction<Quality> value) {
    gauges.put(
        MultiGauge.builder("longshore.rollout.live." + name)
            .description("the live model on the stream: " + what)
            .register(meters),
        value);
  }

  private static Counter counter(MeterRegistry meters, String name, String what, String group) {
    return Counter.builder("longshore.rollout.live." + name)
        .description("in the share of the stream that is watched: " + what)
        .tag("group", group)
        .register(meters);
  }

  void predicted(String group) {
    Objects.requireNonNull(predictions.get(group)).increment();
  }

  void labelled(String group) {
    Objects.requireNonNull(labels.get(group)).increment();
  }

  void show(Map<String, Quality> qualities) {
    gauges.forEach(
        (gauge, value) ->
            gauge.register(
                qualities.entrySet().stream()
                    .<MultiGauge.Row<?>>map(
                        q ->
                            MultiGauge.Row.of(
                                Tags.of("group", q.getKey()), value.applyAsDouble(q.getValue())))
                    .toList(),
                true));
  }
}
