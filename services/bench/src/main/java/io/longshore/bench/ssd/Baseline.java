package io.longshore.bench.ssd;

import io.longshore.bench.ssd.Learner.OneNetwork;
import io.longshore.bench.ssd.Learner.Several;
import io.longshore.ssd.CrossEntropyControl;
import io.longshore.ssd.Experts;
import io.longshore.ssd.FeatureLearning;
import io.longshore.ssd.SsdParameters;
import io.longshore.ssd.data.Augmentation;
import java.util.List;

/** A training that the four stages are compared with. */
public sealed interface Baseline extends Training {

  /**
   * Cross-entropy alone, on the images and for the epochs of stage I, with its mixup and logit
   * adjustment where it has some.
   */
  record CrossEntropy() implements Baseline {
    @Override
    public String name() {
      return "ce";
    }

    @Override
    public SsdParameters read(SsdParameters own, SsdParameters base) {
      return base.with(own.featureLearning());
    }

    @Override
    public int epochs(SsdParameters parameters) {
      return parameters.featureLearning().optimization().epochs();
    }

    @Override
    public List<Augmentation> views(SsdParameters parameters) {
      return List.of(parameters.featureLearning().query());
    }

    @Override
    public Learner train(Bench bench, Predecessors from) {
      SsdParameters p = bench.parameters();
      FeatureLearning stage = p.featureLearning();
      return new OneNetwork(
          new CrossEntropyControl(p.architecture(), stage.optimization(), stage.query(), p.seed())
              .withPriorStrength(stage.priorStrength())
              .with(stage.mixup())
              .on(bench.compute())
              .train(bench.examples(), bench.run()));
    }
  }

  /** Cross-entropy alone, for as many epochs as stages I and III take together. */
  record Control() implements Baseline {
    @Override
    public String name() {
      return "control";
    }

    @Override
    public SsdParameters read(SsdParameters own, SsdParameters base) {
      return base.with(own.featureLearning()).with(own.selfDistillation());
    }

    @Override
    public int epochs(SsdParameters parameters) {
      return CrossEntropyControl.of(parameters).optimization().epochs();
    }

    @Override
    public List<Augmentation> views(SsdParameters parameters) {
      return List.of(CrossEntropyControl.of(parameters).view());
    }

    @Override
    public Learner train(Bench bench, Predecessors from) {
      FeatureLearning stage = bench.parameters().featureLearning();
      return new OneNetwork(
          CrossEntropyControl.of(bench.parameters())
              .withPriorStrength(stage.priorStrength())
              .with(stage.mixup())
              .on(bench.compute())
              .train(bench.examples(), bench.run()));
    }
  }

  /** {@linkplain Experts#three Three experts} on a shared stem, for the epochs of stage I. */
  record ThreeExperts() implements Baseline {
    @Override
    public String name() {
      return "experts";
    }

    @Override
    public SsdParameters read(SsdParameters own, SsdParameters base) {
      return base.with(own.featureLearning()).with(own.selfDistillation());
    }

    @Override
    public int epochs(SsdParameters parameters) {
      return Experts.three(parameters).optimization().epochs();
    }

    @Override
    public List<Augmentation> views(SsdParameters parameters) {
      return List.of(Experts.three(parameters).view());
    }

    @Override
    public Learner train(Bench bench, Predecessors from) {
      return new Several(
          Experts.three(bench.parameters())
              .on(bench.compute())
              .train(bench.examples(), bench.run()));
    }
  }
}
