package io.longshore.ssd;

import io.longshore.ssd.data.Augmentation;
import io.longshore.ssd.data.TrainingSet;
import io.longshore.ssd.fit.Fit;
import io.longshore.ssd.fit.Optimization;
import io.longshore.ssd.fit.Run;
import io.longshore.ssd.fit.Stage;
import io.longshore.ssd.net.Architecture;
import io.longshore.ssd.net.Branching;
import io.longshore.ssd.net.ExpertNetwork;
import io.longshore.ssd.net.NetworkSpec;
import io.longshore.ssd.net.Normalization;
import io.longshore.ssd.torch.Compute;
import java.util.List;

/**
 * Several experts on a shared stem, each trained for a prior of its own and taught by all of them
 * together: what one gets for more parameters at test. For the benchmark; its model is not served.
 *
 * <p>The priors are those of SADE (Zhang et al., NeurIPS 2022), stated as in BalPoE (Sanchez Aimar
 * et al., CVPR 2023): expert e learns with {@linkplain LogitAdjustment logits adjusted} by {@code
 * tau_e log prior}, so its own logits speak of classes as frequent as {@code prior^(1 - tau_e)}.
 * The mean of their logits speaks of {@code prior^(1 - mean tau)}: of balanced classes where the
 * tau have a mean of 1. Ours is that the experts learn from their mean, see {@link ExpertLoss}.
 *
 * @param priorStrengths tau of each expert
 * @param ownGroups groups of blocks that each expert has for itself, see {@link Branching}
 * @param ensembleWeight w of KD from the ensemble beside cross-entropy; 0 for none
 * @param temperature T of that KD
 */
public record Experts(
    Architecture architecture,
    Optimization optimization,
    Augmentation view,
    List<Double> priorStrengths,
    int ownGroups,
    double ensembleWeight,
    double temperature,
    Mixup mixup,
    long seed,
    Compute compute) {

  public Experts {
    priorStrengths = List.copyOf(priorStrengths);
    if (priorStrengths.isEmpty() || !priorStrengths.stream().allMatch(tau -> tau >= 0)) {
      throw new IllegalArgumentException(
          "each expert needs a strength of the prior that is not negative: " + priorStrengths);
    }
    if (!(ensembleWeight >= 0) || !(temperature > 0)) {
      throw new IllegalArgumentException(
          "the ensemble's weight must not be negative and the temperature be positive: "
              + ensembleWeight
              + ", "
              + temperature);
    }
  }

  /**
   * Three experts for the frequent, for all and for the rare classes, who share stem and first
   * group and learn for the epochs, from the view and with the mixup of stage I; temperature and
   * weight of the soft labels are those of stage III.
   */
  public static Experts three(SsdParameters parameters) {
    FeatureLearning stage = parameters.featureLearning();
    return new Experts(
        parameters.architecture(),
        stage.optimization(),
        stage.query(),
        List.of(0.0, 1.0, 2.0),
        parameters.architecture().groupsOfBlocks() - 1,
        parameters.selfDistillation().softWeight(),
        parameters.selfDistillation().temperature(),
        stage.mixup(),
        parameters.seed(),
        Compute.CPU);
  }

  /** The same, computed there and so. */
  public Experts on(Compute other) {
    return new Experts(
        architecture,
        optimization,
        view,
        priorStrengths,
        ownGroups,
        ensembleWeight,
        temperature,
        mixup,
        seed,
        other);
  }

  /**
   * Trains from random parameters under a run of the caller's: its seed, listener, cancellation,
   * checkpoints. The model is the caller's to close.
   */
  public ExpertsModel train(TrainingSet examples, Run run) {
    return run.timed(
        Stage.EXPERTS,
        () -> {
          ExpertNetwork network = beginner(examples, run.seedOf(Stage.EXPERTS));
          try (ExpertLoss loss = new ExpertLoss(this, network, examples.counts())) {
            new Fit(examples, optimization, run).minimise(loss);
            return new ExpertsModel(network, examples.classes());
          } catch (RuntimeException e) {
            network.close();
            throw e;
          }
        });
  }

  private ExpertNetwork beginner(TrainingSet examples, long seedOfStage) {
    return new ExpertNetwork(
        new NetworkSpec(examples.shape(), Normalization.of(examples), architecture),
        new Branching(priorStrengths.size(), ownGroups),
        examples.classes(),
        seedOfStage,
        compute);
  }
}
