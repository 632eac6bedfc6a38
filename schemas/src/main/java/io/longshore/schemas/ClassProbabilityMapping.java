package io.longshore.schemas;

import io.longshore.domain.prediction.ClassProbability;
import io.longshore.schemas.v1.ClassProbabilityProto;
import java.util.List;

/** Classes with their probabilities, part of predictions and soft labels. */
final class ClassProbabilityMapping {

  private ClassProbabilityMapping() {}

  static List<ClassProbabilityProto.ClassProbability> write(List<ClassProbability> top) {
    return top.stream().map(ClassProbabilityMapping::write).toList();
  }

  static List<ClassProbability> read(List<ClassProbabilityProto.ClassProbability> top) {
    return top.stream()
        .map(entry -> new ClassProbability(entry.getClassName(), entry.getProbability()))
        .toList();
  }

  private static ClassProbabilityProto.ClassProbability write(ClassProbability entry) {
    return ClassProbabilityProto.ClassProbability.newBuilder()
        .setClassName(entry.className())
        .setProbability(entry.probability())
        .build();
  }
}
