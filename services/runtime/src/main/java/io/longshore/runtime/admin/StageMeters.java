package io.longshore.runtime.admin;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * What every stage on the way of a record tells alike: that its loop still comes round, and how old
 * records are when it has done its part. Safe for use by several threads; allocates nothing.
 */
public final class StageMeters {
  private static final Duration[] BOUNDS =
      LongStream.of(5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 60_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final Clock clock;
  private final Timer endToEnd;
  private final Counter skewed;
  private volatile long beatAt;

  /**
   * @param stage what is done: scored, counted, remembered, judged
   */
  public StageMeters(String stage, Clock clock, MeterRegistry meters) {
    this.clock = clock;
    this.beatAt = clock.millis();
    this.endToEnd =
        Timer.builder("longshore.pipeline.e2e")
            .description("from the time of a record to the end of this stage")
            .tag("stage", stage)
            .serviceLevelObjectives(BOUNDS)
            .register(meters);
    this.skewed =
        Counter.builder("longshore.pipeline.clock.skew")
            .description("records of the future: clocks disagree; they count as no time at all")
            .tag("stage", stage)
            .register(meters);
    TimeGauge.builder(
            "longshore.pipeline.heartbeat.timestamp", this, TimeUnit.MILLISECONDS, s -> s.beatAt)
        .description("when the loop of this stage last came round, with work or without")
        .tag("stage", stage)
        .register(meters);
  }

  /** The loop came round. */
  public void beat() {
    beatAt = clock.millis();
  }

  /**
   * A record is done.
   *
   * @param recordMillis time of the record, since the epoch
   * @param doneMillis when this stage had done its part
   */
  public void done(long recordMillis, long doneMillis) {
    long took = doneMillis - recordMillis;
    if (took < 0) {
      skewed.increment();
    }
    endToEnd.record(Math.max(0, took), TimeUnit.MILLISECONDS);
  }
}
