package io.longshore.schemas;

import io.longshore.domain.model.ClassResult;
import io.longshore.domain.model.Evaluation;
import io.longshore.domain.model.ShotGroup;
import io.longshore.schemas.v1.EvaluationProto;

/** Evaluations, part of manifests, gate results and training events. */
final class EvaluationMapping {
  static final EnumPairs<ShotGroup, EvaluationProto.ShotGroup> GROUP =
      EnumPairs.of(ShotGroup.class, EvaluationProto.ShotGroup.class);

  private EvaluationMapping() {}

  static EvaluationProto.Evaluation write(Evaluation evaluation) {
    return EvaluationProto.Evaluation.newBuilder()
        .addAllResults(evaluation.results().stream().map(EvaluationMapping::write).toList())
        .build();
  }

  static Evaluation read(EvaluationProto.Evaluation evaluation) {
    return new Evaluation(
        evaluation.getResultsList().stream().map(EvaluationMapping::read).toList());
  }

  private static EvaluationProto.ClassResult write(ClassResult result) {
    return EvaluationProto.ClassResult.newBuilder()
        .setClassName(result.className())
        .setGroup(GROUP.wire(result.group()))
        .setCorrect(result.correct())
        .setTotal(result.total())
        .build();
  }

  private static ClassResult read(EvaluationProto.ClassResult result) {
    return new ClassResult(
        result.getClassName(),
        GROUP.domain(result.getGroup()),
        result.getCorrect(),
        result.getTotal());
  }
}
