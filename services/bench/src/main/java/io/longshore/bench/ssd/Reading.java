package io.longshore.bench.ssd;

import io.longshore.ssd.ServedHead;
import io.longshore.ssd.TrainedModel;
import io.longshore.ssd.net.LinearHead;

/** Which head of a model a row is about. All are linear, so each costs the same at test. */
public enum Reading {
  /** The hard head, with its scales where it was rebalanced. */
  HARD {
    @Override
    LinearHead head(TrainedModel model) {
      return model.head(ServedHead.HARD);
    }
  },
  /** The head that learned from the teacher. */
  SOFT {
    @Override
    LinearHead head(TrainedModel model) {
      return model.head(ServedHead.SOFT);
    }
  },
  /** The mean of both. */
  MEAN {
    @Override
    LinearHead head(TrainedModel model) {
      return model.head(ServedHead.MEAN);
    }
  };

  abstract LinearHead head(TrainedModel model);
}
