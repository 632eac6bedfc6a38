package io.longshore.bench.ssd;

import io.longshore.bench.ssd.Learner.OneNetwork;
import io.longshore.bench.ssd.Learner.Several;
import io.longshore.ssd.CrossEntropyControl;
import io.longshore.ssd.Experts;
import io.longshore.ssd.FeatureLearning;
import io.longshore.ssd.SsdParameters;
import io.longshore.ssd.StageByStage;
import io.longshore.ssd.TrainedModel;
import io.longshore.ssd.data.Augmentation;
import io.longshore.ssd.data.TrainingSet;
import io.longshore.ssd.fit.Run;
import io.longshore.ssd.torch.Compute;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A step on the way to a model. Steps are values: two recipes that begin alike hold equal steps,
 * and an equal step is trained once.
 */
public sealed interface Training {

  /** A name for folders and curves, unlike that of every other training. */
  String name();

  /** What it goes on from. */
  default Optional<Training> from() {
    return Optional.empty();
  }

  /**
   * The parameters that this and what it goes on from read of {@code own}, the others as in {@code
   * base}: trainings that differ in nothing they read are the same.
   */
  SsdParameters read(SsdParameters own, SsdParameters base);

  /** Passes over the training set that this step alone makes. */
  default int epochs(SsdParameters parameters) {
    return 0;
  }

  /** The views it learns from; the steps that make no pass have none. */
  default List<Augmentation> views(SsdParameters parameters) {
    return List.of();
  }

  /** Trains it; the learner is the caller's to close. {@code from} gives what it goes on from. */
  Learner train(Bench bench, Predecessors from);

  /** What every training gets. */
  record Bench(SsdParameters parameters, TrainingSet examples, Run run, Compute compute) {
    private StageByStage stages() {
      return new StageByStage(parameters, examples, run, compute);
    }
  }

  /** Models of the trainings that came before. */
  interface Predecessors {
    TrainedModel of(Training earlier);
  }

  /**
   * Cross-entropy alone, on the images and for the epochs of stage I, with its mixup and logit
   * adjustment where it has some.
   */
  record CrossEntropy() implements Training {
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
  record Control() implements Training {
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

  /** Stage I. */
  record Features() implements Training {
    @Override
    public String name() {
      return "I";
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
      FeatureLearning stage = parameters.featureLearning();
      return Stream.concat(Stream.of(stage.query()), stage.selfSupervision().views().stream())
          .toList();
    }

    @Override
    public Learner train(Bench bench, Predecessors from) {
      return new OneNetwork(bench.stages().learnFeatures());
    }
  }

  /** Stage II: a model's head is rebalanced. */
  record Rebalanced(Training model) implements Training {
    @Override
    public String name() {
      return model.name() + "-II";
    }

    @Override
    public Optional<Training> from() {
      return Optional.of(model);
    }

    @Override
    public SsdParameters read(SsdParameters own, SsdParameters base) {
      return model.read(own, base).with(own.softLabelling());
    }

    @Override
    public Learner train(Bench bench, Predecessors from) {
      return new OneNetwork(bench.stages().labelSoftly(from.of(model)));
    }
  }

  /** Stage III: a student with two heads. */
  record TwoHeads(Training teacher) implements Training {
    @Override
    public String name() {
      return teacher.name() + "-III";
    }

    @Override
    public Optional<Training> from() {
      return Optional.of(teacher);
    }

    @Override
    public SsdParameters read(SsdParameters own, SsdParameters base) {
      return teacher.read(own, base).with(own.selfDistillation());
    }

    @Override
    public int epochs(SsdParameters parameters) {
      return parameters.selfDistillation().optimization().epochs();
    }

    @Override
    public List<Augmentation> views(SsdParameters parameters) {
      return List.of(parameters.selfDistillation().view());
    }

    @Override
    public Learner train(Bench bench, Predecessors from) {
      return new OneNetwork(bench.stages().distil(from.of(teacher)));
    }
  }

  /** Stage III with one head. */
  record OneHead(Training teacher, Targets targets) implements Training {
    /** What the one head learns. */
    public enum Targets {
      SOFT,
      BOTH
    }

    @Override
    public String name() {
      return teacher.name() + (targets == Targets.SOFT ? "-III-soft-only" : "-III-one-head");
    }

    @Override
    public Optional<Training> from() {
      return Optional.of(teacher);
    }

    @Override
    public SsdParameters read(SsdParameters own, SsdParameters base) {
      return teacher.read(own, base).with(own.selfDistillation());
    }

    @Override
    public int epochs(SsdParameters parameters) {
      return parameters.selfDistillation().optimization().epochs();
    }

    @Override
    public List<Augmentation> views(SsdParameters parameters) {
      return List.of(parameters.selfDistillation().view());
    }

    @Override
    public Learner train(Bench bench, Predecessors from) {
      double hardWeight = targets == Targets.SOFT ? 0 : 1;
      return new OneNetwork(bench.stages().distilIntoOneHead(from.of(teacher), hardWeight));
    }
  }

  /** Stage IV: the student's hard head is rebalanced. */
  record Tuned(TwoHeads student) implements Training {
    @Override
    public String name() {
      return student.name() + "-IV";
    }

    @Override
    public Optional<Training> from() {
      return Optional.of(student);
    }

    @Override
    public SsdParameters read(SsdParameters own, SsdParameters base) {
      return student.read(own, base).with(own.classifierTuning());
    }

    @Override
    public Learner train(Bench bench, Predecessors from) {
      return new OneNetwork(bench.stages().tune(from.of(student), from.of(student.teacher())));
    }
  }

  /** {@linkplain Experts#three Three experts} on a shared stem, for the epochs of stage I. */
  record ThreeExperts() implements Training {
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
