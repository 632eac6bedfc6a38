package io.longshore.ssd;

import io.longshore.ssd.data.Augmentation;
import io.longshore.ssd.data.Flip;
import io.longshore.ssd.fit.Optimization;
import io.longshore.ssd.net.Architecture;
import io.longshore.ssd.net.Mode;
import io.longshore.ssd.rebalance.LearnableWeightScaling;
import java.util.List;

/**
 * All hyper-parameters, a record for each stage. The same parameters, training set, starting point
 * and number of threads give the same model, bit for bit.
 *
 * @param seed of everything random
 */
public record SsdParameters(
    Architecture architecture,
    FeatureLearning featureLearning,
    SoftLabelling softLabelling,
    SelfDistillation selfDistillation,
    ClassifierTuning classifierTuning,
    long seed) {

  /**
   * What the paper says of ImageNet-LT: optimisation, queue, momentum and temperatures. The network
   * of that experiment (ResNeXt-50) is not in this library, so the architecture is ResNet-32.
   */
  public static SsdParameters paperImageNetLt() {
    Optimization optimization = Optimization.sgd(135, 256, 0.1, 5e-4);
    Augmentation query = new Augmentation(4, Flip.HALF_THE_TIME, 0.4f, 0.4f, 0);
    return new SsdParameters(
        Architecture.resNet32(),
        new FeatureLearning(optimization, query, new Contrastive(query, 115_712, 0.999, 0.2, 128)),
        new SoftLabelling(paperRebalancing(1_130, 512)),
        new SelfDistillation(optimization, query, 2, 1, 0, Mode.EVALUATE, StudentStart.FRESH),
        new ClassifierTuning(paperRebalancing(1_130, 512)),
        0);
  }

  /** ResNet-32 on CIFAR-LT, 200 epochs for each of the long stages. */
  public static SsdParameters cifar() {
    Optimization optimization = Optimization.sgd(200, 128, 0.1, 5e-4).withWarmUp(5);
    Augmentation query = Augmentation.cropAndFlip(4);
    Augmentation key = new Augmentation(4, Flip.HALF_THE_TIME, 0.4f, 0.4f, 8);
    return new SsdParameters(
        Architecture.resNet32(),
        new FeatureLearning(optimization, query, new Contrastive(key, 4_096, 0.99, 0.2, 64)),
        new SoftLabelling(keptStatistics(2_000, 128)),
        new SelfDistillation(optimization, query, 2, 1, 0, Mode.EVALUATE, StudentStart.FRESH),
        new ClassifierTuning(keptStatistics(2_000, 128)),
        0);
  }

  /**
   * The paper's method on CIFAR-LT with everything of ours that is thought to help, the same number
   * of epochs, parameters and multiplications when serving. Ours are: logit adjustment in both long
   * stages, the average of the student's weights, and the mean of both heads.
   */
  public static SsdParameters best() {
    SsdParameters paper = cifar();
    return paper
        .with(paper.featureLearning().withPriorStrength(1))
        .with(paper.selfDistillation().withPriorStrength(1).with(new StudentAverage(0.999)))
        .with(paper.classifierTuning().serving(ServedHead.MEAN));
  }

  /**
   * Small grey images on one core in about a minute: ResNet-8 behind a stem of stride 2. So few
   * epochs ask for choices of our own: the contrastive loss weighs a tenth, since a small network
   * cannot serve both losses alike in the time; the student goes on from its teacher and follows it
   * with a quarter of the weight, since after so few epochs the teacher still has to learn; and the
   * hard head is logit-adjusted.
   */
  public static SsdParameters demo() {
    Optimization optimization = Optimization.sgd(24, 64, 0.1, 5e-4).withWarmUp(1);
    Augmentation query = Augmentation.cropAndFlip(2);
    Augmentation key = new Augmentation(3, Flip.HALF_THE_TIME, 0.4f, 0.4f, 8);
    return new SsdParameters(
        new Architecture(2, List.of(16, 32, 64), 1),
        new FeatureLearning(
            optimization, query, new Contrastive(key, 2_048, 0.99, 0.2, 64).weighing(0.1)),
        new SoftLabelling(keptStatistics(1_000, 128)),
        new SelfDistillation(
            optimization.withEpochs(12),
            query,
            2,
            0.25,
            1,
            Mode.EVALUATE,
            StudentStart.FROM_TEACHER),
        new ClassifierTuning(keptStatistics(1_000, 128)),
        0);
  }

  /**
   * A network of a few hundred parameters for two epochs: every line runs, nothing is learned well.
   * For tests.
   */
  public static SsdParameters tiny() {
    Optimization optimization = Optimization.sgd(2, 8, 0.05, 5e-4);
    Augmentation query = Augmentation.cropAndFlip(1);
    Augmentation key = new Augmentation(1, Flip.HALF_THE_TIME, 0.4f, 0.4f, 2);
    return new SsdParameters(
        new Architecture(1, List.of(4, 8), 1),
        new FeatureLearning(optimization, query, new Contrastive(key, 16, 0.9, 0.2, 8)),
        new SoftLabelling(keptStatistics(50, 16)),
        new SelfDistillation(optimization, query, 2, 1, 0, Mode.EVALUATE, StudentStart.FRESH),
        new ClassifierTuning(keptStatistics(50, 16)),
        0);
  }

  private static Rebalancing keptStatistics(int steps, int batch) {
    return new Rebalancing(
        new LearnableWeightScaling(steps, batch, 0.1, 0.9), RunningStatistics.KEPT);
  }

  private static Rebalancing paperRebalancing(int steps, int batch) {
    return new Rebalancing(
        new LearnableWeightScaling(steps, batch, 0.1, 0.9), RunningStatistics.REBALANCED);
  }

  public SsdParameters with(FeatureLearning other) {
    return new SsdParameters(
        architecture, other, softLabelling, selfDistillation, classifierTuning, seed);
  }

  public SsdParameters with(SelfDistillation other) {
    return new SsdParameters(
        architecture, featureLearning, softLabelling, other, classifierTuning, seed);
  }

  public SsdParameters with(ClassifierTuning other) {
    return new SsdParameters(
        architecture, featureLearning, softLabelling, selfDistillation, other, seed);
  }

  public SsdParameters withSeed(long otherSeed) {
    return new SsdParameters(
        architecture,
        featureLearning,
        softLabelling,
        selfDistillation,
        classifierTuning,
        otherSeed);
  }

  /** The same but for the epochs of stages I and III. */
  public SsdParameters withEpochs(int learning, int distilling) {
    return new SsdParameters(
        architecture,
        featureLearning.withEpochs(learning),
        softLabelling,
        selfDistillation.withEpochs(distilling),
        classifierTuning,
        seed);
  }
}
