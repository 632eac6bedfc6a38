package io.longshore.ssd;

import ai.djl.ndarray.NDManager;
import io.longshore.ssd.data.Augmentation;
import io.longshore.ssd.data.TrainingSet;
import io.longshore.ssd.fit.Batch;
import io.longshore.ssd.fit.Optimization;
import io.longshore.ssd.fit.Stage;
import io.longshore.ssd.golden.GoldenFile;
import io.longshore.ssd.golden.GoldenNetworks;
import io.longshore.ssd.net.LinearLayer;
import io.longshore.ssd.net.Mode;
import io.longshore.ssd.net.ResNet;
import io.longshore.ssd.rebalance.LearnableWeightScaling;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** What the golden files are about, made from this module's parts. */
final class GoldenStages {
  static final Optimization SGD = Optimization.sgd(1, 6, 0.1, 5e-4);
  static final int CLASSES = 3;

  private GoldenStages() {}

  /** Of a queue of 10 keys of width 5, with momentum 0.9, at temperature 0.2. */
  static GuidedFeatures guidedFeatures(ResNet encoder, LinearLayer linear) {
    FeatureLearning parameters =
        new FeatureLearning(
            SGD, Augmentation.NONE, new Contrastive(Augmentation.NONE, 10, 0.9, 0.2, 5));
    return new GuidedFeatures(
        Stage.FEATURE_LEARNING, parameters, encoder, linear, new int[CLASSES], Remembrance.NONE, 1);
  }

  /** At temperature 2, with logits adjusted {@code priorStrength} times. */
  static HardAndSoft hardAndSoft(
      Teacher teacher,
      Mode mode,
      ResNet encoder,
      LinearLayer hard,
      LinearLayer soft,
      int[] counts,
      double priorStrength) {
    SelfDistillation parameters =
        new SelfDistillation(SGD, Augmentation.NONE, 2, 1, priorStrength, mode, StudentStart.FRESH);
    return new HardAndSoft(
        parameters, teacher, new StudentNetwork(encoder, hard, soft), counts, Remembrance.NONE);
  }

  static float[] logitAdjustment(int[] counts, double strength) {
    return LogitAdjustment.of(counts, strength);
  }

  /** The views and labels that a file gives under a prefix. */
  static Batch batch(GoldenFile golden, NDManager step, String prefix, String... views) {
    return new Batch(
        step,
        Stream.of(views).map(view -> golden.given(prefix + view).images(step)).toList(),
        golden.given(prefix + "labels").labels(step),
        new SplittableRandom(1));
  }

  /** Six draws of each class a step, so that every image of a class is drawn equally often. */
  static Rebalancing rebalancing(int steps) {
    return new Rebalancing(new LearnableWeightScaling(steps, 18, 0.1, 0.9), RunningStatistics.KEPT);
  }

  static TrainingSet examples(byte[] pixels, int[] labels) {
    return TrainingSet.ofRows(GoldenNetworks.RGB, CLASSES, pixels, labels);
  }
}
