package io.longshore.bench.adapt;

import java.util.function.IntPredicate;

/**
 * Accuracies in percent over everything asked after the first change of the mix, the time until the
 * gears were live included, and at the end.
 *
 * @param balanced mean over the classes of the share of right answers to balanced probes
 * @param prequential share of right answers to labelled images of the stream, each answered before
 *     it could be learned from
 * @param balancedOnStream mean over the classes of the same images
 * @param balancedAtEnd as balanced, over the last quarter of the last phase
 * @param prequentialAtEnd as prequential, over the same
 * @param balancedBefore as balanced, before the mix changed
 * @param prequentialBefore as prequential, before the mix changed
 */
public record AdaptScores(
    double balanced,
    double prequential,
    double balancedOnStream,
    double balancedAtEnd,
    double prequentialAtEnd,
    double balancedBefore,
    double prequentialBefore) {
  private static final int END = 4;

  static AdaptScores of(Grades grades, TurningTail tail) {
    IntPredicate before = at -> at < tail.steady();
    IntPredicate after = before.negate();
    IntPredicate end = at -> at >= tail.labels() - tail.phase() / END;
    return new AdaptScores(
        grades.balanced(after),
        grades.prequential(after),
        grades.balancedOnStream(after),
        grades.balanced(end),
        grades.prequential(end),
        grades.balanced(before),
        grades.prequential(before));
  }
}
