package io.longshore.ssd;

import io.longshore.ssd.data.TrainingSet;
import io.longshore.ssd.fit.Run;
import io.longshore.ssd.net.LinearHead;
import io.longshore.ssd.torch.Compute;
import java.util.Optional;

/**
 * The stages one at a time, for studies of what each is worth: what a stage leaves behind is a
 * model that can be measured, and that more than one next stage can go on from. {@link Ssd} is the
 * method itself.
 *
 * <p>Nothing given is closed or changed; every model returned is the caller's to close.
 */
public final class StageByStage {
  private final SsdParameters parameters;
  private final TrainingSet examples;
  private final Run run;
  private final Compute compute;
  private final Optional<TrainedModel> live;

  /** Stages with these parameters. The run brings listener, cancellation and checkpoints. */
  public StageByStage(SsdParameters parameters, TrainingSet examples, Run run, Compute compute) {
    this(parameters, examples, run, compute, Optional.empty());
  }

  private StageByStage(
      SsdParameters parameters,
      TrainingSet examples,
      Run run,
      Compute compute,
      Optional<TrainedModel> live) {
    this.parameters = parameters;
    this.examples = examples;
    this.run = run;
    this.compute = compute;
    this.live = live;
  }

  /** The same, beginning at this model as {@link Ssd#startingFrom} does. */
  public StageByStage startingFrom(TrainedModel model) {
    return new StageByStage(parameters, examples, run, compute, Optional.of(model));
  }

  /** I: the encoder and its linear head, not rebalanced. */
  public TrainedModel learnFeatures() {
    LearnedFeatures features = parameters.featureLearning().learn(examples, origin(), run);
    return TrainedModel.unscaled(features.encoder(), features.linear());
  }

  /** II: what the model becomes as a teacher, its head rebalanced. */
  public TrainedModel labelSoftly(TrainedModel learned) {
    LearnedFeatures features = new LearnedFeatures(learned.encoder(), learned.hardHead());
    Teacher teacher = parameters.softLabelling().label(features, examples, run);
    return TrainedModel.of(teacher.encoder(), learned.hardHead(), teacher.scales());
  }

  /** III: a student with a hard head, not rebalanced, and a soft one. */
  public TrainedModel distil(TrainedModel teacher) {
    Student student =
        parameters.selfDistillation().distil(asTeacher(teacher), examples, origin(), run);
    return TrainedModel.unscaled(student.encoder(), student.hard()).withSoftHead(student.soft());
  }

  /**
   * III with one head instead of two.
   *
   * @param hardWeight of the labels beside the teacher: 1 for both alike, 0 for the teacher alone
   */
  public TrainedModel distilIntoOneHead(TrainedModel teacher, double hardWeight) {
    return new OneHeadDistillation(parameters.selfDistillation(), hardWeight)
        .distil(asTeacher(teacher), examples, origin(), run);
  }

  /** IV: the same student, its hard head rebalanced. */
  public TrainedModel tune(TrainedModel student, TrainedModel teacher) {
    LinearHead soft =
        student
            .softHead()
            .orElseThrow(() -> new IllegalArgumentException("a student has a soft head"));
    return parameters
        .classifierTuning()
        .tune(
            new Student(student.encoder(), student.hardHead(), soft),
            asTeacher(teacher),
            examples,
            run);
  }

  private static Teacher asTeacher(TrainedModel model) {
    return new Teacher(model.encoder(), model.hardHead(), model.scales());
  }

  private StartingPoint origin() {
    return StartingPoint.of(live, examples, parameters.architecture(), compute);
  }
}
