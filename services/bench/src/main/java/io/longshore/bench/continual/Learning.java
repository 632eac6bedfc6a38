package io.longshore.bench.continual;

import io.longshore.ssd.FeatureLearning;
import io.longshore.ssd.NoSelfSupervision;
import io.longshore.ssd.Remembering;
import io.longshore.ssd.SsdParameters;
import io.longshore.ssd.StageByStage;
import io.longshore.ssd.TrainedModel;
import io.longshore.ssd.data.TrainingSet;
import io.longshore.ssd.fit.Optimization;
import java.util.Locale;

/**
 * How a step's classes are learned. Equal learnings come to equal models, so methods that differ in
 * their {@link Readout} alone share one.
 */
sealed interface Learning {

  /** For folders and progress. */
  String name();

  /** Which images a step has. */
  Images images();

  /** Whether the live model's answers are learned beside the labels. */
  Recall recall();

  /** Another learning that comes to the same at the base, where nothing is there to remember. */
  Learning base();

  /** Epochs of the step together. */
  int epochs(SsdParameters parameters);

  /** The model is the caller's to close. */
  TrainedModel learn(Lesson lesson);

  enum Images {
    /** Of the new classes all, of the old ones the exemplars. */
    REPLAY {
      @Override
      TrainingSet of(ClassStream stream, int step) {
        return stream.replay(step);
      }
    },
    /** Of every class seen all. */
    EVERYTHING {
      @Override
      TrainingSet of(ClassStream stream, int step) {
        return stream.everything(step);
      }
    };

    abstract TrainingSet of(ClassStream stream, int step);
  }

  enum Recall {
    FORGETFUL,
    REMEMBERING;

    Remembering of(Remembering chosen) {
      return this == REMEMBERING ? chosen : Remembering.NOTHING;
    }
  }

  /**
   * A plain classifier.
   *
   * @param priorStrength tau of logit adjustment; 0 for plain cross-entropy, 1 for balanced softmax
   */
  record CrossEntropy(Images images, Recall recall, double priorStrength) implements Learning {
    @Override
    public String name() {
      return String.join(
          "-",
          priorStrength > 0 ? "adjusted" : "plain",
          images.name().toLowerCase(Locale.ROOT),
          recall.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public Learning base() {
      return new CrossEntropy(Images.REPLAY, Recall.FORGETFUL, priorStrength);
    }

    @Override
    public int epochs(SsdParameters parameters) {
      return parameters.featureLearning().optimization().epochs();
    }

    @Override
    public TrainedModel learn(Lesson lesson) {
      FeatureLearning plain =
          lesson
              .parameters()
              .featureLearning()
              .with(new NoSelfSupervision())
              .withPriorStrength(priorStrength)
              .with(recall.of(lesson.remembering()));
      return lesson.stages(lesson.parameters().with(plain)).learnFeatures();
    }
  }

  /** Stages I to IV. */
  record FourStages(Recall recall) implements Learning {
    @Override
    public String name() {
      return "stages-" + recall.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Images images() {
      return Images.REPLAY;
    }

    @Override
    public Learning base() {
      return new FourStages(Recall.FORGETFUL);
    }

    @Override
    public int epochs(SsdParameters parameters) {
      Optimization distilling = parameters.selfDistillation().optimization();
      return parameters.featureLearning().optimization().epochs() + distilling.epochs();
    }

    @Override
    public TrainedModel learn(Lesson lesson) {
      SsdParameters all = lesson.parameters();
      StageByStage stages =
          lesson.stages(
              all.with(all.featureLearning().with(recall.of(lesson.remembering())))
                  .with(all.selfDistillation().with(recall.of(lesson.remembering()))));
      try (TrainedModel features = stages.learnFeatures();
          TrainedModel teacher = stages.labelSoftly(features);
          TrainedModel student = stages.distil(teacher)) {
        return stages.tune(student, teacher);
      }
    }
  }
}
