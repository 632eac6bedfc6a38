package io.longshore.standalone.cli;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.drift.DriftEvidence;
import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.ScorerReport;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.standalone.status.StreamStatus;
import java.util.List;
import java.util.Optional;

/** A stream's status as numbers. */
final class StatusFields {

  private StatusFields() {}

  static Fields of(StreamStatus status) {
    RolloutPlan plan = status.plan();
    return new Fields()
        .put("stream", status.stream())
        .put("at", status.at())
        .put("live", plan.live().map(ModelVersion::value))
        .put("liveSince", status.madeLive().map(made -> made.decidedAt().toString()))
        .put("liveBecause", status.madeLive().map(RolloutPlan::reason))
        .object("plan", Optional.of(PlanView.fields(plan)))
        .object(
            "lag",
            Optional.of(
                new Fields()
                    .put("images", status.behind().images())
                    .put("labels", status.behind().labels())))
        .object("mix", status.frequencies().map(StatusFields::mix))
        .object("drift", status.frequencies().map(f -> drift(f.drift())))
        .object("adaptation", status.adaptation().map(StatusFields::adaptation))
        .list("scorers", status.scorers().stream().map(StatusFields::scorer).toList());
  }

  private static Fields mix(ClassFrequencies frequencies) {
    double all = frequencies.mix().values().stream().mapToDouble(Double::doubleValue).sum();
    List<Fields> classes =
        StatusView.commonFirst(frequencies).stream()
            .map(
                e ->
                    new Fields()
                        .put("class", e.getKey())
                        .put("labels", e.getValue().labels())
                        .put("recentShare", all == 0 ? 0 : e.getValue().decayed() / all))
            .toList();
    return new Fields()
        .put("labels", frequencies.labels())
        .put("asOf", frequencies.asOf())
        .put("trim", frequencies.trim())
        .list("classes", classes);
  }

  private static Fields drift(DriftEvidence drift) {
    return new Fields()
        .flag("alarm", drift.alarm())
        .put("reference", drift.reference().map(ModelVersion::value))
        .put("units", drift.units())
        .put("logE", drift.logE())
        .put("logThreshold", drift.logThreshold())
        .put("totalVariation", drift.totalVariation())
        .put("totalVariationLower", drift.totalVariationLower())
        .put("totalVariationFloor", drift.totalVariationFloor())
        .put("words", drift.inWords());
  }

  private static Fields adaptation(Adaptation adaptation) {
    return new Fields()
        .put("id", adaptation.id())
        .put("gear", adaptation.gear().word())
        .put("decidedAt", adaptation.decidedAt())
        .put("reason", adaptation.reason());
  }

  private static Fields scorer(ScorerReport report) {
    return new Fields()
        .put("scorer", report.scorer())
        .put("serving", report.serving().map(ModelVersion::value))
        .put("onTrial", report.onTrial().map(ModelVersion::value))
        .put("planEpoch", report.planEpoch())
        .put("scored", report.scored())
        .put("at", report.at())
        .list(
            "refusals",
            report.refusals().stream()
                .map(
                    r ->
                        new Fields()
                            .put("version", r.version().value())
                            .put("reason", r.reason().name())
                            .put("message", r.message()))
                .toList());
  }
}
