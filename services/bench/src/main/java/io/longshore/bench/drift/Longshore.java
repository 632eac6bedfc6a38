package io.longshore.bench.drift;

import io.longshore.domain.drift.DesignEffect;
import io.longshore.domain.drift.DriftDetector;
import io.longshore.domain.drift.DriftEvidence;
import io.longshore.domain.drift.LabelSequence;

/**
 * Our detector as the tracker runs it where labels name no unit: all labels since the reference,
 * tempered by the design effect that their order tells.
 */
final class Longshore implements DriftAlarm {
  private final DriftDetector detector;
  private final LabelSequence sequence = new LabelSequence();
  private DriftEvidence evidence = DriftEvidence.NONE;

  Longshore(double alpha) {
    this.detector = new DriftDetector(alpha, 0);
  }

  @Override
  public boolean look(Look look) {
    for (int label : look.latest()) {
      sequence.add(label);
    }
    var effect = DesignEffect.of(sequence.order());
    evidence = detector.weigh(look.reference().mix(), look.units(effect::tempered));
    return evidence.alarm();
  }

  @Override
  public DriftEvidence evidence() {
    return evidence;
  }
}
