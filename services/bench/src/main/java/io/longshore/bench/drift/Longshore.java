package io.longshore.bench.drift;

import io.longshore.domain.drift.DesignEffect;
import io.longshore.domain.drift.DriftDetector;
import io.longshore.domain.drift.DriftEvidence;
import io.longshore.domain.drift.LabelSequence;
import io.longshore.domain.drift.ReferenceMix;
import java.util.List;
import java.util.Optional;

/**
 * Our detector where labels name no unit: all labels since the reference, weighed by the design
 * effect that their order tells. Of the change it asks nothing but evidence, however small it is.
 */
final class Longshore implements DriftAlarm {
  private final DriftDetector detector;
  private final LabelSequence sequence = new LabelSequence();
  private Optional<ReferenceMix> mix = Optional.empty();
  private DriftEvidence evidence = DriftEvidence.NONE;

  Longshore(double alpha) {
    this.detector = new DriftDetector(alpha, 0);
  }

  @Override
  public boolean look(Look look) {
    for (int label : look.latest()) {
      sequence.add(label);
    }
    var known = mix.orElseGet(() -> look.reference().mix(DesignEffect.NONE));
    mix = Optional.of(known);
    evidence = detector.weigh(known, List.of(look.byName()), DesignEffect.of(sequence.order()));
    return evidence.alarm();
  }

  @Override
  public DriftEvidence evidence() {
    return evidence;
  }
}
