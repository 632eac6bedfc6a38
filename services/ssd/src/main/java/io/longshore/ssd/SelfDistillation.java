package io.longshore.ssd;

import io.longshore.ssd.data.Augmentation;
import io.longshore.ssd.data.TrainingSet;
import io.longshore.ssd.fit.Fit;
import io.longshore.ssd.fit.Optimization;
import io.longshore.ssd.fit.Run;
import io.longshore.ssd.fit.Stage;
import io.longshore.ssd.net.LinearLayer;
import io.longshore.ssd.net.Mode;
import java.util.SplittableRandom;

/**
 * Stage III, joint training with self-distillation: a student with two heads learns the labels with
 * one and what the rebalanced teacher says with the other.
 *
 * <p>Trained: f', (W_h, b_h), (W_s, b_s). Frozen: f, W, b, s. Loss: {@link HardAndSoft}. Sampler:
 * instance-balanced.
 *
 * @param view of an image
 * @param temperature T of the soft labels
 * @param softWeight of KD beside cross-entropy; 1 in the paper
 * @param priorStrength tau of {@linkplain LogitAdjustment logit adjustment} of the hard head; 0 in
 *     the paper
 * @param teacher how the teacher's batch normalisation behaves; the authors' code leaves it in
 *     train mode
 * @param start where the student begins
 * @param beyond what the paper's stage has not
 */
public record SelfDistillation(
    Optimization optimization,
    Augmentation view,
    double temperature,
    double softWeight,
    double priorStrength,
    Mode teacher,
    StudentStart start,
    BeyondThePaper beyond) {

  public SelfDistillation {
    if (!(temperature > 0) || !(softWeight >= 0) || !(priorStrength >= 0)) {
      throw new IllegalArgumentException(
          "the temperature must be positive, soft weight and prior not negative: "
              + temperature
              + ", "
              + softWeight
              + ", "
              + priorStrength);
    }
  }

  /** The paper's stage and those of our switches that a stage of few epochs needs. */
  public SelfDistillation(
      Optimization optimization,
      Augmentation view,
      double temperature,
      double softWeight,
      double priorStrength,
      Mode teacher,
      StudentStart start) {
    this(
        optimization,
        view,
        temperature,
        softWeight,
        priorStrength,
        teacher,
        start,
        BeyondThePaper.NOTHING);
  }

  SelfDistillation withEpochs(int epochs) {
    return with(optimization.withEpochs(epochs));
  }

  public SelfDistillation with(Optimization other) {
    return changed(other, view, priorStrength, beyond);
  }

  public SelfDistillation with(Mixup other) {
    return changed(optimization, view, priorStrength, beyond.with(other));
  }

  public SelfDistillation with(TeacherView other) {
    return changed(optimization, view, priorStrength, beyond.with(other));
  }

  public SelfDistillation with(StudentAverage other) {
    return changed(optimization, view, priorStrength, beyond.with(other));
  }

  public SelfDistillation with(Remembering other) {
    return changed(optimization, view, priorStrength, beyond.with(other));
  }

  public SelfDistillation with(StudentStart other) {
    return new SelfDistillation(
        optimization, view, temperature, softWeight, priorStrength, teacher, other, beyond);
  }

  public SelfDistillation withView(Augmentation other) {
    return changed(optimization, other, priorStrength, beyond);
  }

  public SelfDistillation withPriorStrength(double tau) {
    return changed(optimization, view, tau, beyond);
  }

  private SelfDistillation changed(
      Optimization otherOptimization,
      Augmentation otherView,
      double otherStrength,
      BeyondThePaper otherBeyond) {
    return new SelfDistillation(
        otherOptimization,
        otherView,
        temperature,
        softWeight,
        otherStrength,
        teacher,
        start,
        otherBeyond);
  }

  Student distil(Teacher from, TrainingSet examples, StartingPoint origin, Run run) {
    return run.timed(
        Stage.SELF_DISTILLATION,
        () -> {
          long seed = run.seedOf(Stage.SELF_DISTILLATION);
          try (StudentNetwork student = beginner(from, examples.classes(), origin, seed);
              Remembrance remembrance = origin.remembrance(beyond.remembering());
              HardAndSoft objective =
                  new HardAndSoft(this, from, student, examples.counts(), remembrance)) {
            return minimise(objective, student, examples, run);
          }
        });
  }

  private StudentNetwork beginner(Teacher from, int classes, StartingPoint origin, long seed) {
    StartingPoint begin = start == StudentStart.FRESH ? origin : from.asStartingPoint();
    LinearLayer soft = begin.head("soft", classes, seed);
    if (start == StudentStart.FROM_TEACHER) {
      soft.startFrom(from.rebalanced());
    }
    return new StudentNetwork(begin.encoder(seed), begin.head("hard", classes, seed), soft);
  }

  private Student minimise(
      HardAndSoft objective, StudentNetwork student, TrainingSet examples, Run run) {
    Fit fit = new Fit(examples, optimization, run);
    StudentAverage average = beyond.average();
    if (average.equals(StudentAverage.NONE)) {
      fit.minimise(objective);
      return student.student();
    }
    try (AveragedStudent averaged = new AveragedStudent(average, student, objective)) {
      fit.minimise(averaged);
      SplittableRandom random = run.random(Stage.SELF_DISTILLATION, optimization.epochs());
      return averaged.student(examples, view, optimization.batch(), random);
    }
  }
}
