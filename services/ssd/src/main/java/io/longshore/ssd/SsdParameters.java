package io.longshore.ssd;

import io.longshore.ssd.data.Augmentation;
import io.longshore.ssd.data.Cutout;
import io.longshore.ssd.data.Jitter;
import io.longshore.ssd.data.PadCrop;
import io.longshore.ssd.data.ResizedCrop;
import io.longshore.ssd.fit.Optimization;
import io.longshore.ssd.fit.Optimization.Annealing;
import io.longshore.ssd.net.Architecture;
import io.longshore.ssd.net.CifarResNet;
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
   * What the paper says of ImageNet-LT: network, optimisation, views, queue, momentum and
   * temperatures, for images of 224x224.
   */
  public static SsdParameters paperImageNetLt() {
    Optimization optimization =
        Optimization.sgd(135, 256, 0.1, 5e-4).withAnnealing(Annealing.EACH_EPOCH);
    Augmentation query = Augmentation.imageNetQuery();
    Augmentation key = Augmentation.mocoV2Key(ResizedCrop.ofArea(0.2));
    return new SsdParameters(
        Architecture.resNeXt50(),
        new FeatureLearning(optimization, query, new Contrastive(key, 115_712, 0.999, 0.2, 128)),
        new SoftLabelling(paperRebalancing(query)),
        new SelfDistillation(optimization, query, 2, 1, 0, Mode.EVALUATE, StudentStart.FRESH),
        new ClassifierTuning(paperRebalancing(query)),
        0);
  }

  /** ResNet-32 on CIFAR-LT, 200 epochs for each of the long stages. */
  public static SsdParameters cifar() {
    Optimization optimization = Optimization.sgd(200, 128, 0.1, 5e-4).withWarmUp(5);
    Augmentation query = Augmentation.cropAndFlip(4);
    Augmentation key = Augmentation.mocoV2Key(new PadCrop(4));
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
   * of epochs, parameters and multiplications when serving. Ours are: AutoAugment and Cutout in the
   * view that is classified, logit adjustment in both long stages, the average of the student's
   * weights, and the mean of both heads.
   */
  public static SsdParameters best() {
    SsdParameters paper = cifar();
    Augmentation strong = Augmentation.autoAugmentCutout(4, 16);
    return paper
        .with(paper.featureLearning().withPriorStrength(1).withQuery(strong))
        .with(
            paper
                .selfDistillation()
                .withPriorStrength(1)
                .withView(strong)
                .with(new StudentAverage(0.999)))
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
    Augmentation key =
        Augmentation.cropAndFlip(3).then(Jitter.light(0.4, 0.4)).then(Cutout.black(8));
    return new SsdParameters(
        new CifarResNet(2, List.of(16, 32, 64), 1),
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
    Augmentation key =
        Augmentation.cropAndFlip(1).then(Jitter.light(0.4, 0.4)).then(Cutout.black(2));
    return new SsdParameters(
        new CifarResNet(1, List.of(4, 8), 1),
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

  /** Five epochs of ImageNet-LT in the authors' code. */
  private static Rebalancing paperRebalancing(Augmentation view) {
    return new Rebalancing(
        new LearnableWeightScaling(1_130, 512, 0.2, 0.9, 5e-4),
        RunningStatistics.OF_EACH_BATCH,
        view);
  }

  /** The same method on another network. */
  public SsdParameters withArchitecture(Architecture other) {
    return new SsdParameters(
        other, featureLearning, softLabelling, selfDistillation, classifierTuning, seed);
  }

  public SsdParameters with(FeatureLearning other) {
    return new SsdParameters(
        architecture, other, softLabelling, selfDistillation, classifierTuning, seed);
  }

  public SsdParameters with(SoftLabelling other) {
    return new SsdParameters(
        architecture, featureLearning, other, selfDistillation, classifierTuning, seed);
  }

  public SsdParameters with(SelfDistillation other) {
    return new SsdParameters(
        architecture, featureLearning, softLabelling, other, classifierTuning, seed);
  }

  public SsdParameters with(ClassifierTuning other) {
    return new SsdParameters(
        architecture, featureLearning, softLabelling, selfDistillation, other, seed);
  }

  /** The same, remembering the live model in both long stages. */
  public SsdParameters with(Remembering other) {
    return with(featureLearning.with(other)).with(selfDistillation.with(other));
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

  /**
   * The same but for the epochs of stages I and III. A warm-up that would be too long for them is
   * shortened.
   */
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
