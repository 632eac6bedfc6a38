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
 */
public record ClassifierTuning(Rebalancing rebalancing) {

  TrainedModel tune(Student student, Teacher teacher, TrainingSet examples, Run run) {
    return run.timed(
        Stage.CLASSIFIER_TUNING,
        () -> {
          ResNet encoder = student.encoder().copy();
          float[] scales =
              rebalancing.scales(encoder, student.hard(), examples, Stage.CLASSIFIER_TUNING, run);
          return TrainedModel.of(encoder, student.hard(), scales)
              .withSoftHead(student.soft())
              .taughtBy(teacher.copy());
        });
  }
}
