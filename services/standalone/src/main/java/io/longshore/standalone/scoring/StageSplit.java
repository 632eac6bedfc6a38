package io.longshore.standalone.scoring;

import io.longshore.scorer.scoring.StageTimes;
import io.longshore.scorer.scoring.StageTimes.Stage;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * How long the images of a time spent at one stage of the scorer.
 *
 * @param stage in lower case
 * @param meanMillis of all of them
 * @param p50Millis the bound of the scorer's histogram that half of them kept
 * @param p99Millis the bound that all but a hundredth kept, infinite if none of them was
 */
public record StageSplit(String stage, double meanMillis, double p50Millis, double p99Millis) {

  /** How the meters stood at one time. */
  record Snapshot(List<Counts> stages) {

    static Snapshot of(MeterRegistry meters) {
      return new Snapshot(Arrays.stream(Stage.values()).map(s -> Counts.of(s, meters)).toList());
    }

    /** What was measured from here to there. */
    List<StageSplit> until(Snapshot later) {
      var splits = new ArrayList<StageSplit>();
      for (int s = 0; s < stages.size(); s++) {
        splits.add(stages.get(s).until(later.stages.get(s)));
      }
      return splits;
    }
  }

  /** A cumulative histogram. */
  private record Counts(String stage, double totalMillis, long count, List<CountAtBucket> buckets) {

    static Counts of(Stage stage, MeterRegistry meters) {
      String name = stage.name().toLowerCase(Locale.ROOT);
      Timer timer = Objects.requireNonNull(meters.get(StageTimes.METER).tag("stage", name).timer());
      var snapshot = timer.takeSnapshot();
      return new Counts(
          name,
          snapshot.total(TimeUnit.MILLISECONDS),
          snapshot.count(),
          List.of(snapshot.histogramCounts()));
    }

    StageSplit until(Counts later) {
      long images = later.count - count;
      return new StageSplit(
          stage,
          (later.totalMillis - totalMillis) / Math.max(1, images),
          bound(later, images * 0.5),
          bound(later, images * 0.99));
    }

    private double bound(Counts later, double images) {
      for (int b = 0; b < buckets.size(); b++) {
        if (later.buckets.get(b).count() - buckets.get(b).count() >= images) {
          return later.buckets.get(b).bucket(TimeUnit.MILLISECONDS);
        }
      }
      return Double.POSITIVE_INFINITY;
    }
  }
}
