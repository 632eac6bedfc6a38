package io.longshore.standalone.cli;

import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.rollout.Trial;
import java.util.List;
import java.util.Optional;

/** A plan as fields and as a row. */
final class PlanView {

  private PlanView() {}

  static Fields fields(RolloutPlan plan) {
    return new Fields()
        .put("epoch", plan.epoch())
        .put("at", plan.decidedAt())
        .put("step", Word.of(plan.step()))
        .put("subject", plan.subject().map(ModelVersion::value))
        .put("live", plan.live().map(ModelVersion::value))
        .put("previous", plan.previous().map(ModelVersion::value))
        .object("trial", plan.trial().map(PlanView::fields))
        .flag("paused", plan.paused())
        .put("reason", plan.reason());
  }

  static Fields fields(Trial trial) {
    return new Fields()
        .put("version", trial.version().value())
        .put("stage", Word.of(trial.stage()))
        .put("share", trial.share())
        .put("since", trial.since());
  }

  static Table table(List<RolloutPlan> plans) {
    var table = new Table("PLAN", "AT", "STEP", "MODEL", "LIVE", "ON TRIAL", "BECAUSE");
    plans.forEach(
        plan ->
            table.row(
                Long.toString(plan.epoch()),
                plan.decidedAt().toString(),
                Word.spoken(plan.step()),
                brief(plan.subject()),
                brief(plan.live()),
                trial(plan),
                plan.reason()));
    return table;
  }

  static String brief(Optional<ModelVersion> version) {
    return version.map(ModelVersion::brief).orElse("-");
  }

  static String trial(RolloutPlan plan) {
    return plan.trial().map(t -> t.version().brief() + " " + Word.of(t.stage())).orElse("-");
  }
}
