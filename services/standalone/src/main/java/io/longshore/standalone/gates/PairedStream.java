package io.longshore.standalone.gates;

import io.longshore.domain.model.ShotGroup;
import io.longshore.rollout.evidence.Outcome;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Labelled images of a long-tailed stream that two models answered: 100 classes, the rarest a
 * hundredth as frequent as the most frequent, exponential between (IF 100), trained on 500 to 5
 * images, so that 35 classes are many-shot, 35 medium and 30 few-shot, and 3% of the stream is of
 * few-shot classes.
 *
 * <p>Agreement: the live model is right on 80, 65 and 40% of the images of a many-, medium- and
 * few-shot class. On 10% of the images of every class exactly one of the models is right; which
 * one, follows from the difference in accuracy.
 */
final class PairedStream {
  static final double DISCORDANT = 0.10;
  private static final int CLASSES = 100;
  private static final double MOST = 500;
  private static final double IMBALANCE = 100;

  private final SplittableRandom random;
  private final GateScenario scenario;
  private final ShotGroup[] groups = new ShotGroup[CLASSES];
  private final double[] cumulative = new double[CLASSES];

  PairedStream(GateScenario scenario, long seed) {
    this.random = new SplittableRandom(seed);
    this.scenario = scenario;
    double sum = 0;
    for (int i = 0; i < CLASSES; i++) {
      double images = MOST * Math.pow(IMBALANCE, -i / (CLASSES - 1.0));
      groups[i] = ShotGroup.of(Math.round(images));
      sum += images;
      cumulative[i] = sum;
    }
  }

  /** The group of the next image's class. */
  ShotGroup group() {
    double at = random.nextDouble() * cumulative[CLASSES - 1];
    int found = Arrays.binarySearch(cumulative, at);
    return groups[Math.min(CLASSES - 1, found < 0 ? -found - 1 : found)];
  }

  /** What the models said of an image. */
  Outcome outcome(ShotGroup group) {
    double difference = scenario.difference(group);
    double better = (DISCORDANT + difference) / 2;
    double worse = (DISCORDANT - difference) / 2;
    double bothRight = accuracy(group) - worse;
    double at = random.nextDouble();
    if (at < better) {
      return Outcome.SUBJECT_ONLY;
    }
    if (at < DISCORDANT) {
      return Outcome.OTHER_ONLY;
    }
    return at < DISCORDANT + bothRight ? Outcome.BOTH_RIGHT : Outcome.BOTH_WRONG;
  }

  private static double accuracy(ShotGroup group) {
    return switch (group) {
      case MANY -> 0.80;
      case MEDIUM -> 0.65;
      case FEW -> 0.40;
    };
  }
}
