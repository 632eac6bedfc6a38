package io.longshore.tracker.count;

import io.longshore.domain.model.ModelVersion;
import java.util.Optional;

/**
 * The units watched against one reference.
 *
 * @param head the model whose mix is the reference; empty before the first
 * @param backbone the model that trained its backbone: itself, or an ancestor
 * @param firstRun the window in which the reference was set; counts against an older one are void
 * @param run number of the window of evidence: grows by one when the evidence begins anew, and by
 *     two with another reference, so that the window before is void too
 * @param units since the reference was set, or since the evidence last began anew
 * @param looked units at the last look
 * @param lowestLogE least evidence of drift at any look, at most zero. Evidence sinks while nothing
 *     changes and rises after a change, so its lowest point is where a change most likely began
 *     (Page's CUSUM, 1954)
 * @param lowestAt units then
 * @param recentRun grows each time the evidence is at a new low
 */
public record Watch(
    Optional<ModelVersion> head,
    Optional<ModelVersion> backbone,
    long firstRun,
    long run,
    long units,
    long looked,
    double lowestLogE,
    long lowestAt,
    long recentRun) {
  public static final Watch NONE =
      new Watch(Optional.empty(), Optional.empty(), 0, 0, 0, 0, 0, 0, 0);

  /** How often the evidence began anew since the reference was set. */
  public long windows() {
    return run - firstRun;
  }

  /** Units since the mix most likely changed. */
  public long recentUnits() {
    return units - lowestAt;
  }

  Watch plusUnits(long more) {
    return new Watch(
        head, backbone, firstRun, run, units + more, looked, lowestLogE, lowestAt, recentRun);
  }

  Watch against(ModelVersion newHead, ModelVersion newBackbone) {
    return new Watch(
        Optional.of(newHead),
        Optional.of(newBackbone),
        run + 2,
        run + 2,
        0,
        0,
        0,
        0,
        recentRun + 1);
  }

  Watch anew() {
    return new Watch(head, backbone, firstRun, run + 1, 0, 0, 0, 0, recentRun + 1);
  }

  Watch afterLook(double logE) {
    return logE < lowestLogE
        ? new Watch(head, backbone, firstRun, run, units, units, logE, units, recentRun + 1)
        : new Watch(head, backbone, firstRun, run, units, units, lowestLogE, lowestAt, recentRun);
  }
}
