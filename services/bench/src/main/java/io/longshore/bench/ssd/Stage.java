package io.longshore.bench.ssd;

import io.longshore.bench.ssd.Learner.OneNetwork;
import io.longshore.ssd.FeatureLearning;
import io.longshore.ssd.SsdParameters;
import io.longshore.ssd.data.Augmentation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One of the four stages, or another way to go through one. */
public sealed interface Stage extends Training {

  /** Stage I. */
  record Features() implements Stage {
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
  record Rebalanced(Training model) implements Stage {
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

  /** Stage III: a student learns from a teacher, by as many heads as it has. */
  sealed interface Distilled extends Stage {
    Training teacher();

    @Override
    default Optional<Training> from() {
      return Optional.of(teacher());
    }

    @Override
    default SsdParameters read(SsdParameters own, SsdParameters base) {
      return teacher().read(own, base).with(own.selfDistillation());
    }

    @Override
    default int epochs(SsdParameters parameters) {
      return parameters.selfDistillation().optimization().epochs();
    }

    @Override
    default List<Augmentation> views(SsdParameters parameters) {
      return List.of(parameters.selfDistillation().view());
    }
  }

  /** Stage III: a student with two heads. */
  record TwoHeads(Training teacher) implements Distilled {
    @Override
    public String name() {
      return teacher.name() + "-III";
    }

    @Override
    public Learner train(Bench bench, Predecessors from) {
      return new OneNetwork(bench.stages().distil(from.of(teacher)));
    }
  }

  /** Stage III with one head. */
  record OneHead(Training teacher, Targets targets) implements Distilled {
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
    public Learner train(Bench bench, Predecessors from) {
      double hardWeight = targets == Targets.SOFT ? 0 : 1;
      return new OneNetwork(bench.stages().distilIntoOneHead(from.of(teacher), hardWeight));
    }
  }

  /** Stage IV: the student's hard head is rebalanced. */
  record Tuned(TwoHeads student) implements Stage {
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
}
