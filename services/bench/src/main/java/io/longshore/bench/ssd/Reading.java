package io.longshore.bench.ssd;

import io.longshore.ssd.TrainedModel;
import io.longshore.ssd.net.LinearHead;

/** Which head of a model a row is about. All are linear, so each costs the same at test. */
public enum Reading {
  /** The hard head, with its scales where it was rebalanced. */
  HARD {
    @Override
    LinearHead head(TrainedModel model) {
      return model.servedHead();
    }
  },
  /** The head that learned from the teacher. */
  SOFT {
    @Override
    LinearHead head(TrainedModel model) {
      return model
          .softHead()
          .orElseThrow(() -> new IllegalArgumentException("this model has no soft head"));
    }
  },
  /** The mean of both. */
  MEAN {
    @Override
    LinearHead head(TrainedModel model) {
      return HARD.head(model).meanWith(SOFT.head(model));
    }
  };

  abstract LinearHead head(TrainedModel model);
}
