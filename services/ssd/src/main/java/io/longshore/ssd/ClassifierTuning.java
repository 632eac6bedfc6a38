package io.longshore.ssd;

import io.longshore.ssd.data.TrainingSet;
import io.longshore.ssd.fit.Run;
import io.longshore.ssd.fit.Stage;
import io.longshore.ssd.net.ResNet;

/**
 * Stage IV, classifier tuning: the student's hard head is rebalanced as the teacher's was.
 *
 * <p>Trained: s. Frozen: f', W_h, b_h. Loss: {@code CE(s * (W_h f'(x) + b_h), y)}. Sampler:
 * class-balanced.
 *
 * @param served which head, or both, answers in the end
 */
public record ClassifierTuning(Rebalancing rebalancing, ServedHead served) {

  /** The hard head is served, as in the paper. */
  public ClassifierTuning(Rebalancing rebalancing) {
    this(rebalancing, ServedHead.HARD);
  }

  public ClassifierTuning serving(ServedHead head) {
    return new ClassifierTuning(rebalancing, head);
  }

  TrainedModel tune(Student student, Teacher teacher, TrainingSet examples, Run run) {
    return run.timed(
        Stage.CLASSIFIER_TUNING,
        () -> {
          ResNet encoder = student.encoder().copy();
          float[] scales =
              rebalancing.scales(encoder, student.hard(), examples, Stage.CLASSIFIER_TUNING, run);
          return TrainedModel.of(encoder, student.hard(), scales)
              .withSoftHead(student.soft())
              .serving(served)
              .taughtBy(teacher.copy());
        });
  }
}
