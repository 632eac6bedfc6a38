package io.longshore.scorer.scoring;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * Where the time of an image goes between its record and its prediction's, stage by stage. Safe for
 * use by several threads; allocates nothing.
 */
public final class StageTimes {
  /** Name of the timers; their tag {@code stage} is a stage in lower case. */
  public static final String METER = "longshore.scorer.stage";

  private static final Duration[] BOUNDS =
      LongStream.of(1, 2, 5, 10, 20, 50, 100, 500)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  /** A part of the way, in order. */
  public enum Stage {
    /**
     * From the time of the record until it was polled: at its sender, at the broker, on the way.
     */
    FETCHED,
    /** Until a worker took it. */
    WAITED,
    /** Until the answers of its batch were written down. */
    SCORED,
    /** Until what came before it was delivered. */
    ORDERED,
    /** Until the broker had acknowledged its prediction. */
    ACKNOWLEDGED
  }

  private final Map<Stage, Timer> timers = new EnumMap<>(Stage.class);

  StageTimes(MeterRegistry meters) {
    for (Stage stage : Stage.values()) {
      timers.put(
          stage,
          Timer.builder(METER)
              .description("how long images spend at each stage of their way")
              .tag("stage", stage.name().toLowerCase(Locale.ROOT))
              .serviceLevelObjectives(BOUNDS)
              .register(meters));
    }
  }

  /** One image was at a stage for so long; clocks that disagree count as no time at all. */
  public void spent(Stage stage, long nanos) {
    Objects.requireNonNull(timers.get(stage)).record(Math.max(0, nanos), TimeUnit.NANOSECONDS);
  }

  /** So many images were at a stage for so long. */
  public void spent(Stage stage, long nanos, int images) {
    for (int i = 0; i < images; i++) {
      spent(stage, nanos);
    }
  }
}
