package io.longshore.rollout;

import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.rollout.evidence.TrialTally;
import io.longshore.rollout.evidence.TrialWindow;
import io.longshore.rollout.kafka.RolloutJournal;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where decisions follow one another: several threads tell what happens, one lock lets one decide,
 * and what was decided is on its topic before anybody else goes on.
 */
final class Deciding {
  private static final Logger log = LoggerFactory.getLogger(Deciding.class);

  private final RolloutJournal journal;
  private final UnaryOperator<RolloutPlan> sign;
  private final Supplier<Rules> rules;
  private final RolloutMetrics metrics;
  private Rollout rollout;
  private long trialEpoch;

  /**
   * @param sign puts a signature on a plan, or leaves it as it is
   * @param rules in force
   */
  Deciding(
      String stream,
      RolloutJournal journal,
      UnaryOperator<RolloutPlan> sign,
      Supplier<Rules> rules,
      RolloutMetrics metrics) {
    this.journal = journal;
    this.sign = sign;
    this.rules = rules;
    this.metrics = metrics;
    this.rollout = Rollout.of(RolloutPlan.initial(stream));
  }

  /**
   * Goes on from what was decided before.
   *
   * @return models about which nothing was decided yet, oldest first
   */
  synchronized List<ModelManifest> recall(
      String stream, Recollection before, List<ModelManifest> known) {
    rollout = before.recall(stream, known);
    trialEpoch = before.trialEpoch();
    metrics.recalled(rollout.plan(), live());
    return rollout.candidates();
  }

  /** Decides what follows from an event and writes it down. */
  synchronized void on(RolloutEvent event) {
    Decision decision = rollout.on(event, rules.get());
    journal.write(decision.plan().map(sign), decision.judged());
    Rollout before = rollout;
    rollout = decision.rollout();
    decision.plan().ifPresent(plan -> decided(before.plan(), plan));
    metrics.judged(decision.judged());
    decision
        .refusal()
        .ifPresent(
            why ->
                log.atWarn().addKeyValue("event", event).log("not done what was asked: {}", why));
  }

  private void decided(RolloutPlan before, RolloutPlan plan) {
    if (!plan.trial().equals(before.trial())) {
      trialEpoch = plan.epoch();
    }
    metrics.decided(plan, live());
    log.atInfo()
        .addKeyValue("epoch", plan.epoch())
        .addKeyValue("step", plan.step())
        .addKeyValue("modelVersion", plan.subject().map(ModelVersion::brief).orElse("-"))
        .log(plan.reason());
  }

  /** The live model. */
  synchronized Optional<ModelManifest> live() {
    return rollout.plan().live().map(rollout.stages()::get).map(ModelStage::manifest);
  }

  /** The stage of a trial that is under way. */
  synchronized Optional<TrialWindow> window() {
    return TrialWindow.of(rollout.plan(), trialEpoch);
  }

  /**
   * An empty tally of a stage.
   *
   * @param memory images of it that are remembered
   */
  synchronized TrialTally tally(TrialWindow window, int memory) {
    return TrialTally.of(window, known(window.subject()), known(window.other()), memory);
  }

  private ModelManifest known(ModelVersion version) {
    ModelStage stage = rollout.stages().get(version);
    if (stage == null) {
      throw new IllegalStateException(
          "plan %d names model %s, whose manifest is not on the topic models"
              .formatted(rollout.plan().epoch(), version.value()));
    }
    return stage.manifest();
  }
}
