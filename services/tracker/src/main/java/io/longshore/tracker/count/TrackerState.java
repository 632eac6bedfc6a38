package io.longshore.tracker.count;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.drift.DriftEvidence;
import io.longshore.domain.model.ModelVersion;
import io.longshore.tracker.count.Issued.Asked;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Everything the tracker remembers of a stream apart from its classes.
 *
 * @param counted totals, and which labels they contain
 * @param live the model the rollout plan names
 * @param planEpoch of that plan
 * @param watch the units watched against the reference
 * @param issued what has been said so far
 */
public record TrackerState(
    Counted counted, Optional<ModelVersion> live, long planEpoch, Watch watch, Issued issued) {
  public static final TrackerState NEW =
      new TrackerState(Counted.NOTHING, Optional.empty(), -1, Watch.NONE, Issued.NOTHING);

  /**
   * Contains the records of a bucket, counted or not.
   *
   * @param nextOffsets by partition of the labels topic
   * @param asOf latest time that a label of theirs was given at
   */
  public TrackerState containing(
      Map<Integer, Long> nextOffsets, Instant asOf, long bucket, long records) {
    return new TrackerState(
        counted.containing(nextOffsets, asOf, bucket),
        live,
        planEpoch,
        watch,
        issued.changed(records));
  }

  public TrackerState plus(long labels, long units) {
    return new TrackerState(
        counted.plus(labels, units), live, planEpoch, watch.plusUnits(units), issued);
  }

  /** Follows a plan, unless it is older than the one followed. */
  public TrackerState following(long epoch, Optional<ModelVersion> itsLive) {
    return epoch <= planEpoch ? this : new TrackerState(counted, itsLive, epoch, watch, issued);
  }

  /** Starts to watch against another reference: the evidence begins anew. */
  public TrackerState watching(ModelVersion head, ModelVersion backbone) {
    return new TrackerState(
        counted, live, planEpoch, watch.against(head, backbone), issued.changed(1));
  }

  /**
   * After a look at the head's evidence.
   *
   * @param window units after which evidence without an alarm is dropped, to begin anew: what a
   *     change adds to a long unchanged past would show too late
   */
  public TrackerState looked(DriftEvidence evidence, long window) {
    Watch looked =
        watch.units() >= window && !evidence.alarm()
            ? watch.anew()
            : watch.afterLook(evidence.logE());
    return new TrackerState(counted, live, planEpoch, looked, issued);
  }

  /** Something else is new that a snapshot says. */
  public TrackerState changed() {
    return new TrackerState(counted, live, planEpoch, watch, issued.changed(1));
  }

  public TrackerState published() {
    return new TrackerState(counted, live, planEpoch, watch, issued.published());
  }

  public TrackerState asked(Gear gear) {
    return new TrackerState(
        counted,
        live,
        planEpoch,
        watch,
        issued.asked(gear, new Asked(answeredBy(gear), counted.units())));
  }

  /** The live model, if what is counted is watched against its mix. */
  public Optional<ModelVersion> reference() {
    return watch.head().filter(head -> live.equals(Optional.of(head)));
  }

  /** Whether so many units came since the last look that it is time for another. */
  public boolean isDueForLook(long everyUnits) {
    return reference().isPresent() && watch.units() - watch.looked() >= everyUnits;
  }

  /** Units since each gear was asked for, without those that were answered. */
  public Map<Gear, Long> unanswered() {
    var unanswered = new EnumMap<Gear, Long>(Gear.class);
    issued
        .asked()
        .forEach(
            (gear, asked) -> {
              if (asked.model().equals(answeredBy(gear))) {
                unanswered.put(gear, counted.units() - asked.units());
              }
            });
    return unanswered;
  }

  /** What changes when the gear has done its work. */
  private Optional<ModelVersion> answeredBy(Gear gear) {
    return switch (gear) {
      case REBALANCE -> watch.head();
      case RETRAIN -> watch.backbone();
    };
  }
}
