package io.longshore.bench.ssd;

import io.longshore.domain.model.Evaluation;
import io.longshore.domain.model.ShotGroup;
import java.util.OptionalDouble;

/**
 * Percent of test images named right, each class counting alike; NaN for a group without a class.
 */
public record Scores(double many, double medium, double few, double all) {

  public static Scores of(Evaluation evaluation) {
    return new Scores(
        percent(evaluation.accuracy(ShotGroup.MANY)),
        percent(evaluation.accuracy(ShotGroup.MEDIUM)),
        percent(evaluation.accuracy(ShotGroup.FEW)),
        percent(evaluation.balanced()));
  }

  private static double percent(OptionalDouble fraction) {
    return 100 * fraction.orElse(Double.NaN);
  }
}
