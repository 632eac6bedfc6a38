package io.longshore.rollout;

import io.longshore.domain.model.Evaluation;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.ScorerReport;
import io.longshore.domain.rollout.StreamEvidence;
import io.longshore.rollout.evidence.TrialWindow;
import java.time.Instant;

/** Something a rollout reacts to. */
public sealed interface RolloutEvent {
  Instant at();

  /** What follows from it. */
  Decision decide(Rollout rollout, Rules rules);

  /** A trainer announced a model. */
  record Announced(ModelManifest manifest, Instant at) implements RolloutEvent {
    @Override
    public Decision decide(Rollout rollout, Rules rules) {
      return Intake.announced(rollout, manifest, rules, at);
    }
  }

  /**
   * A scorer said how it stands.
   *
   * @param writtenAt when it said so, perhaps long ago
   */
  record Reported(ScorerReport report, Instant writtenAt, Instant at) implements RolloutEvent {
    @Override
    public Decision decide(Rollout rollout, Rules rules) {
      return ScorersCourse.reported(rollout.heard(report, writtenAt), rules, at);
    }
  }

  /** The stream said something of the models of a trial, or restates it for one that is over. */
  record Evidenced(TrialWindow window, StreamEvidence evidence, Evaluation evaluation, Instant at)
      implements RolloutEvent {
    @Override
    public Decision decide(Rollout rollout, Rules rules) {
      return StreamCourse.evidenced(rollout, this, rules);
    }
  }

  /** Time went by. */
  record Ticked(Instant at) implements RolloutEvent {
    @Override
    public Decision decide(Rollout rollout, Rules rules) {
      if (rollout.plan().paused()) {
        return Decision.none(rollout);
      }
      Decision decision =
          ScorersCourse.verified(rollout, rules, at)
              .or(() -> StreamCourse.judged(rollout, rules, at))
              .orElse(Decision.none(rollout));
      return decision.plan().isPresent() ? decision : Intake.waiting(rollout, rules, at);
    }
  }

  /** An operator wants the model before this one back. */
  record RollBackAsked(ModelVersion from, String reason, Instant at) implements RolloutEvent {
    @Override
    public Decision decide(Rollout rollout, Rules rules) {
      return rollout.isLive(from)
          ? rollout
              .rollBack(reason, at)
              .orElse(
                  Decision.refuse(
                      rollout,
                      "no model was live before " + from.brief() + ": nothing to go back to"))
          : Decision.refuse(rollout, from.brief() + " is not live: nothing to roll back");
    }
  }

  /** An operator wants this version live, whatever its gates said. */
  record PromotionAsked(ModelVersion version, String reason, Instant at) implements RolloutEvent {
    @Override
    public Decision decide(Rollout rollout, Rules rules) {
      ModelStage stage = rollout.stages().get(version);
      if (stage == null) {
        return Decision.refuse(
            rollout,
            "no model %s was ever announced: nothing is promoted".formatted(version.value()));
      }
      return stage instanceof ModelStage.Live
          ? Decision.refuse(rollout, version.brief() + " is live already")
          : rollout.promote(new ModelStage.Live(stage.manifest()), 0, reason, at);
    }
  }

  /** An operator wants nothing to move by itself. */
  record PauseAsked(String reason, Instant at) implements RolloutEvent {
    @Override
    public Decision decide(Rollout rollout, Rules rules) {
      return rollout.plan().paused()
          ? Decision.refuse(rollout, "rollout is paused already")
          : rollout.pause(reason, at);
    }
  }

  /** An operator lets decisions go on. */
  record ResumeAsked(String reason, Instant at) implements RolloutEvent {
    @Override
    public Decision decide(Rollout rollout, Rules rules) {
      return rollout.plan().paused()
          ? rollout.resume(reason, at)
          : Decision.refuse(rollout, "rollout is not paused");
    }
  }
}
