package io.longshore.tracker.policy;

import io.longshore.domain.adaptation.FirstModel;
import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.adaptation.GearTerms;
import io.longshore.domain.adaptation.Policy;
import io.longshore.domain.adaptation.PolicyState;
import io.longshore.domain.adaptation.Stake;
import io.longshore.domain.drift.DriftEvidence;
import io.longshore.tracker.policy.Verdict.Adapt;
import io.longshore.tracker.policy.Verdict.Step;
import io.longshore.tracker.policy.Verdict.Trim;
import io.longshore.tracker.policy.Verdict.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Decides when a model is to adapt, and at which speed: the same for the same evidence, situation
 * and policy.
 *
 * <p>Drift from the mix of the live head asks for a rebalanced head, which is served in seconds.
 * Drift from the mix that the backbone was trained on asks for a retrained student, if much of the
 * mix moved or the live model lacks classes that are labelled now; so a head that has followed the
 * mix does not hide that its backbone has not. What the evidence asks for is withheld until the
 * last request is answered or its cool-down in units has passed, its cool-down in event time has
 * passed, the day's budget allows it, and it pays. Where nothing else answers, the trim does.
 */
public final class AdaptationPolicy {
  /** A classifier needs something to tell apart. */
  private static final int LEAST_CLASSES = 2;

  private final Policy policy;
  private final Weighing weighing;

  public AdaptationPolicy(Policy policy) {
    this.policy = policy;
    this.weighing = new Weighing(policy);
  }

  /** What it decides by. */
  public Policy policy() {
    return policy;
  }

  /** The verdict before any model is live. */
  public Verdict first(Situation situation) {
    if (policy.state() == PolicyState.PAUSED) {
      return new Wait("the policy is paused, and no model is live");
    }
    if (situation.classes() < LEAST_CLASSES) {
      return new Wait("no model is live, and a first one needs labels of two classes");
    }
    FirstModel first = policy.first();
    boolean enough = situation.labels() >= first.labels();
    boolean noMoreToCome =
        situation.labels() >= first.minimum() && situation.quiet().compareTo(first.quiet()) >= 0;
    if (!enough && !noMoreToCome) {
      return new Wait(
          words(
              "no model is live; a first one is asked for at %,d labels, or at %,d when no more come",
              first.labels(), first.minimum()));
    }
    Optional<Obstacle> obstacle = notNow(Gear.RETRAIN, situation);
    if (obstacle.isPresent()) {
      return new Wait("no model is live", List.of(obstacle.get()));
    }
    String reason =
        words(
            "first model, from %,d labels of %,d classes", situation.labels(), situation.classes());
    return new Adapt(
        List.of(new Step(Gear.RETRAIN, reason, DriftEvidence.NONE, Optional.empty())), List.of());
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
    DriftEvidence worst = head.alarm() ? head : backbone;
    if (policy.state() == PolicyState.PAUSED) {
      return new Wait("the policy is paused, though " + moved(worst));
    }
    if (head.alarm() && situation.mixUnits() < policy.thresholds().leastMixUnits()) {
      return new Wait(
          words(
              "the mix moved, and what it is now is known from %,d units only",
              situation.mixUnits()));
    }
    var asked = new Asking(situation);
    if (head.alarm()) {
      asked.consider(Gear.REBALANCE, moved(head), head);
    }
    if (backbone.alarm()) {
      retrainReason(backbone, situation)
          .ifPresentOrElse(
              reason -> asked.consider(Gear.RETRAIN, reason, backbone),
              () -> asked.withhold(underFloor(backbone)));
    }
    return asked.verdict(worst);
  }

  private Optional<String> retrainReason(DriftEvidence evidence, Situation situation) {
    if (!situation.newClasses().isEmpty()) {
      return Optional.of(
          "the mix moved, and the live model lacks " + String.join(", ", situation.newClasses()));
    }
    double floor = policy.thresholds().retrainFloor();
    return evidence.totalVariationLower() >= floor
        ? Optional.of(moved(evidence) + words(" since training; %.2f is enough", floor))
        : Optional.empty();
  }

  private Obstacle underFloor(DriftEvidence evidence) {
    return new Obstacle.UnderFloor(
        Gear.RETRAIN, evidence.totalVariationLower(), policy.thresholds().retrainFloor());
  }

  /** What stands in the way of a gear, whatever it brings. */
  private Optional<Obstacle> notNow(Gear gear, Situation situation) {
    GearTerms terms = policy.terms(gear);
    Long since = situation.unanswered().get(gear);
    if (since != null && since < terms.coolDownUnits()) {
      return Optional.of(new Obstacle.Unanswered(gear, terms.coolDownUnits() - since));
    }
    Duration left = situation.ledger().left(gear, terms.coolDown(), situation.now());
    if (!left.isZero()) {
      return Optional.of(new Obstacle.CoolingDown(gear, left));
    }
    return situation.ledger().today(gear, situation.now()) >= terms.perDay()
        ? Optional.of(new Obstacle.Spent(gear, terms.perDay()))
        : Optional.empty();
  }

  private static String moved(DriftEvidence evidence) {
    return words("the mix moved by at least %.2f", evidence.totalVariationLower());
  }

  private static String words(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** Sorts the gears that the evidence asks for into those to ask for and those withheld. */
  private final class Asking {
    private final Situation situation;
    private final List<Step> steps = new ArrayList<>();
    private final List<Obstacle> withheld = new ArrayList<>();

    Asking(Situation situation) {
      this.situation = situation;
    }

    void consider(Gear gear, String reason, DriftEvidence evidence) {
      Stake stake = weighing.of(gear, evidence, situation);
      Optional<Obstacle> obstacle =
          notNow(gear, situation)
              .or(
                  () ->
                      stake.pays()
                          ? Optional.empty()
                          : Optional.of(new Obstacle.NotWorth(gear, stake)));
      if (obstacle.isPresent()) {
        withhold(obstacle.get());
      } else {
        steps.add(new Step(gear, reason + "; it " + stake.inWords(), evidence, Optional.of(stake)));
      }
    }

    void withhold(Obstacle obstacle) {
      withheld.add(obstacle);
    }

    Verdict verdict(DriftEvidence worst) {
      if (!steps.isEmpty()) {
        return new Adapt(steps, withheld);
      }
      boolean onItsWay = withheld.stream().anyMatch(Obstacle.Unanswered.class::isInstance);
      return policy.trimStrength() > 0 && !onItsWay
          ? new Trim(moved(worst), policy.trimStrength(), worst, withheld)
          : new Wait(moved(worst), withheld);
    }
  }
}
