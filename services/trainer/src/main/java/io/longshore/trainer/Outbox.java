package io.longshore.trainer;

import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.prediction.SoftLabel;
import io.longshore.domain.training.TrainingEvent;
import java.util.List;

/** What the trainer tells the other services. */
interface Outbox {

  /** Announces a model; when it returns, everybody can know. */
  void announce(ModelManifest manifest);

  /** Hands out a teacher's labels; when it returns, all are safe. */
  void teach(List<SoftLabel> labels);

  /** Tells of an end, and waits until it is safe. */
  void report(TrainingEvent event);

  /** Tells of progress, and does not wait: work does not stop for a slow broker. */
  void mention(TrainingEvent event);
}
