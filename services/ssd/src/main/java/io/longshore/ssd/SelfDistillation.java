package io.longshore.ssd;

import io.longshore.ssd.data.Augmentation;
import io.longshore.ssd.data.TrainingSet;
import io.longshore.ssd.fit.Fit;
import io.longshore.ssd.fit.Optimization;
import io.longshore.ssd.fit.Run;
import io.longshore.ssd.fit.Stage;
import io.longshore.ssd.net.LinearLayer;
import io.longshore.ssd.net.Mode;
import io.longshore.ssd.net.ResNet;

/**
 * Stage III, joint training with self-distillation: a student with two heads learns the labels with
 * one and what the rebalanced teacher says with the other.
 *
 * <p>Trained: f', (W_h, b_h), (W_s, b_s). Frozen: f, W, b, s. Loss: {@link HardAndSoft}. Sampler:
 * instance-balanced.
 *
 * @param view of an image, the same for student and teacher
 * @param temperature T of the soft labels
 * @param softWeight of KD beside cross-entropy; 1 in the paper
 * @param priorStrength tau of logit adjustment: the hard head learns {@code CE(h + tau log(n_c /
 *     n), y)}, so that h itself is balanced (Menon et al., ICLR 2021); 0 in the paper
 * @param teacher how the teacher's batch normalisation behaves; the authors' code leaves it in
 *     train mode
 * @param start where the student begins
 */
public record SelfDistillation(
    Optimization optimization,
    Augmentation view,
    double temperature,
    double softWeight,
    double priorStrength,
    Mode teacher,
    StudentStart start) {

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

  SelfDistillation withEpochs(int epochs) {
    return new SelfDistillation(
        optimization.withEpochs(epochs),
        view,
        temperature,
        softWeight,
        priorStrength,
        teacher,
        start);
  }

  Student distil(Teacher from, TrainingSet examples, StartingPoint origin, Run run) {
    return run.timed(
        Stage.SELF_DISTILLATION,
        () -> {
          StartingPoint begin = start == StudentStart.FRESH ? origin : from.asStartingPoint();
          long seed = run.seedOf(Stage.SELF_DISTILLATION);
          try (ResNet encoder = begin.encoder(seed);
              LinearLayer hard = begin.head("hard", examples.classes(), seed);
              LinearLayer soft = begin.head("soft", examples.classes(), seed)) {
            if (start == StudentStart.FROM_TEACHER) {
              soft.startFrom(from.rebalanced());
            }
            try (HardAndSoft objective =
                new HardAndSoft(this, from, encoder, hard, soft, examples.counts())) {
              new Fit(examples, optimization, run).minimise(objective);
            }
            return new Student(encoder.copy(), hard.head(), soft.head());
          }
        });
  }
}
