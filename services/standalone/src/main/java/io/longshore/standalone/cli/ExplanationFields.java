package io.longshore.standalone.cli;

import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.rollout.GateResult;
import io.longshore.domain.rollout.GroupEvidence;
import io.longshore.domain.rollout.LabelsNeeded;
import io.longshore.domain.rollout.StreamEvidence;
import java.util.List;
import java.util.Optional;

/** An explanation as numbers. */
final class ExplanationFields {

  private ExplanationFields() {}

  static Fields of(Explanation explanation) {
    return new Fields()
        .put("version", explanation.version().value())
        .put("stage", explanation.stage())
        .put("explanation", explanation.stageInWords())
        .list("plans", explanation.own().stream().map(PlanView::fields).toList())
        .list(
            "gates",
            explanation.results().stream()
                .map(result -> gate(result, explanation.policy().alpha()))
                .toList())
        .put("minimumLabels", explanation.policy().minimumLabels())
        .put("alpha", explanation.policy().alpha());
  }

  private static Fields gate(GateResult result, double alpha) {
    return new Fields()
        .put("window", result.window())
        .flag("passed", result.passed())
        .put("against", result.against().map(ModelVersion::value))
        .put("judgedAt", result.judgedAt())
        .put("reason", result.reason())
        .list(
            "groups",
            result.stream().map(StreamEvidence::groups).orElse(List.of()).stream()
                .map(group -> group(group, alpha))
                .toList());
  }

  private static Fields group(GroupEvidence group, double alpha) {
    return new Fields()
        .put("group", group.group().map(Word::of).or(() -> Optional.of("overall")))
        .put("images", group.images())
        .put("differenceLower", group.lower())
        .put("differenceUpper", group.upper())
        .put("margin", group.margin())
        .put("labelsNeeded", LabelsNeeded.more(group, alpha));
  }
}
