package io.longshore.ssd;

import io.longshore.ssd.data.Augmentation;
import io.longshore.ssd.data.TrainingSet;
import io.longshore.ssd.fit.Optimization;
import io.longshore.ssd.golden.GoldenNetworks;
import io.longshore.ssd.net.Mode;
import io.longshore.ssd.rebalance.LearnableWeightScaling;

/** The hyper-parameters of the golden files, as this module's records. */
final class GoldenStages {
  static final Optimization SGD = Optimization.sgd(1, 6, 0.1, 5e-4);
  static final int CLASSES = 3;

  private GoldenStages() {}

  static FeatureLearning featureLearning() {
    return new FeatureLearning(SGD, Augmentation.NONE, Augmentation.NONE, 10, 0.9, 0.2, 5, 1);
  }

  static SelfDistillation selfDistillation(double priorStrength, Mode teacher) {
    return new SelfDistillation(
        SGD, Augmentation.NONE, 2, 1, priorStrength, teacher, StudentStart.FRESH);
  }

  /** Six draws of each class a step, so that every image of a class is drawn equally often. */
  static Rebalancing rebalancing(int steps) {
    return new Rebalancing(new LearnableWeightScaling(steps, 18, 0.1, 0.9), RunningStatistics.KEPT);
  }

  static TrainingSet examples(byte[] pixels, int[] labels) {
    return TrainingSet.ofRows(GoldenNetworks.RGB, CLASSES, pixels, labels);
  }
}
