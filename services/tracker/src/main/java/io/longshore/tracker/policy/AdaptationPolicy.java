package io.longshore.tracker.policy;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.drift.DriftEvidence;
import io.longshore.tracker.policy.Verdict.Adapt;
import io.longshore.tracker.policy.Verdict.Step;
import io.longshore.tracker.policy.Verdict.Wait;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Decides when a model is to adapt, and at which speed.
 *
 * <p>Drift from the mix of the live head asks for a rebalanced head, which is served in seconds.
 * Drift from the mix that the backbone was trained on asks for a retrained student, if much of the
 * mix moved or the live model lacks classes that are labelled now; so a head that has followed the
 * mix does not hide that its backbone has not. No gear is asked for again until it is answered or
 * its cool-down has passed.
 */
public final class AdaptationPolicy {
  /** A classifier needs something to tell apart. */
  private static final int LEAST_CLASSES = 2;

  private final PolicyLimits limits;

  public AdaptationPolicy(PolicyLimits limits) {
    this.limits = limits;
  }

  /** The verdict before any model is live. */
  public Verdict first(Situation situation) {
    Optional<Wait> unanswered = unanswered(Gear.RETRAIN, situation);
    if (unanswered.isPresent()) {
      return unanswered.get();
    }
    if (situation.classes() < LEAST_CLASSES) {
      return new Wait("no model is live, and a first one needs labels of two classes");
    }
    boolean enough = situation.labels() >= limits.firstModelLabels();
    boolean noMoreToCome =
        situation.labels() >= limits.firstModelMinimum()
            && situation.quiet().compareTo(limits.firstModelQuiet()) >= 0;
    if (!enough && !noMoreToCome) {
      return new Wait(
          "no model is live; a first one is asked for at %,d labels, or at %,d when no more come"
              .formatted(limits.firstModelLabels(), limits.firstModelMinimum()));
    }
    return new Adapt(
        List.of(
            new Step(
                Gear.RETRAIN,
                "first model, from %,d labels of %,d classes"
                    .formatted(situation.labels(), situation.classes()),
                DriftEvidence.NONE)));
  }

  /**
   * The verdict on a live model.
   *
   * @param head evidence of drift from the mix of the live head
   * @param backbone evidence of drift from the mix its backbone was trained on; the same if the
   *     head came with the backbone
   */
  public Verdict onDrift(DriftEvidence head, DriftEvidence backbone, Situation situation) {
    if (!head.alarm() && !backbone.alarm()) {
      return new Wait("no alarm: " + head.inWords());
    }
    if (head.alarm() && situation.mixUnits() < limits.leastMixUnits()) {
      return new Wait(
          "the mix moved, and what it is now is known from %,d units only"
              .formatted(situation.mixUnits()));
    }
    var steps = new ArrayList<Step>();
    if (head.alarm() && unanswered(Gear.REBALANCE, situation).isEmpty()) {
      steps.add(new Step(Gear.REBALANCE, moved(head), head));
    }
    if (backbone.alarm() && unanswered(Gear.RETRAIN, situation).isEmpty()) {
      retrainReason(backbone, situation)
          .ifPresent(reason -> steps.add(new Step(Gear.RETRAIN, reason, backbone)));
    }
    return steps.isEmpty()
        ? new Wait("what the alarm asks for was asked for and is not answered yet")
        : new Adapt(steps);
  }

  private Optional<String> retrainReason(DriftEvidence evidence, Situation situation) {
    if (!situation.newClasses().isEmpty()) {
      return Optional.of(
          "the mix moved, and the live model lacks " + String.join(", ", situation.newClasses()));
    }
    return evidence.totalVariationLower() >= limits.retrainFloor()
        ? Optional.of(
            moved(evidence)
                + String.format(
                    Locale.ROOT, " since training; %.2f is enough", limits.retrainFloor()))
        : Optional.empty();
  }

  private Optional<Wait> unanswered(Gear gear, Situation situation) {
    return Optional.ofNullable(situation.unanswered().get(gear))
        .filter(units -> units < limits.coolDown(gear))
        .map(
            units ->
                new Wait(
                    "to %s was asked for and is not answered yet; asked for again after %,d more units"
                        .formatted(gear.word(), limits.coolDown(gear) - units)));
  }

  private static String moved(DriftEvidence evidence) {
    return String.format(
        Locale.ROOT, "the mix moved by at least %.2f", evidence.totalVariationLower());
  }
}
