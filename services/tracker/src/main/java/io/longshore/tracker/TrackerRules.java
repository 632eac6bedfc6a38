package io.longshore.tracker;

import io.longshore.tracker.count.HalfLife;
import io.longshore.tracker.label.Buckets;
import io.longshore.tracker.label.LabelRules;
import io.longshore.tracker.tracking.TimelineRules;
import io.longshore.tracker.tracking.TrackingRules;

/**
 * The settings as the parts of the tracker take them.
 *
 * @param labels what counts on a partition
 * @param timeline when a bucket is over
 * @param tracking how a stream is counted and looked at
 */
public record TrackerRules(LabelRules labels, TimelineRules timeline, TrackingRules tracking) {

  /**
   * Every rule from its settings.
   *
   * @throws IllegalArgumentException naming the first setting that is out of range
   */
  public static TrackerRules of(TrackerSettings settings) {
    return new TrackerRules(
        new LabelRules(
            Buckets.of(settings.bucket()),
            settings.duplicateWindow(),
            settings.clockAhead().toMillis(),
            settings.newClassesPerMinute(),
            settings.maxClasses()),
        TimelineRules.of(settings.bucket(), settings.bucketGrace(), settings.partitionSkew()),
        new TrackingRules(
            new HalfLife(settings.halfLifeUnits()),
            settings.lookEveryUnits(),
            settings.evidenceWindowUnits(),
            settings.duplicateWindow()));
  }
}
