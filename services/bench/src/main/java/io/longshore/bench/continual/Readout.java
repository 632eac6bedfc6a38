package io.longshore.bench.continual;

import io.longshore.ssd.ServedHead;
import io.longshore.ssd.TrainedModel;
import io.longshore.ssd.net.LinearHead;

/** Which head of a step's model answers. The next step starts from the head as it was learned. */
enum Readout {
  /** As it was learned. */
  LEARNED {
    @Override
    LinearHead head(TrainedModel model, Lesson lesson) {
      return model.hardHead();
    }
  },
  /**
   * After the paper's second stage: scales learned on balanced classes of the step's images. The
   * encoder's statistics are kept, so features are those of the model.
   */
  RESCALED {
    @Override
    LinearHead head(TrainedModel model, Lesson lesson) {
      try (TrainedModel rescaled = lesson.stages(lesson.parameters()).labelSoftly(model)) {
        return rescaled.servedHead();
      }
    }
  },
  /** The hard head with the scales that its training left. */
  SERVED {
    @Override
    LinearHead head(TrainedModel model, Lesson lesson) {
      return model.head(ServedHead.HARD);
    }
  },
  /** The mean of that and of the soft head. */
  MEAN {
    @Override
    LinearHead head(TrainedModel model, Lesson lesson) {
      return model.head(ServedHead.MEAN);
    }
  };

  abstract LinearHead head(TrainedModel model, Lesson lesson);
}
