package io.longshore.scorer.serving;

import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.Refusal;
import io.longshore.domain.prediction.Verification;

/** Told what became of models, on the loader's thread. */
public interface ServingListener {

  /** A model answers from now on. */
  void serving(ModelVersion version);

  /** A model would not load. */
  void refused(Refusal refusal);

  /** A candidate passed in a throw-away process. */
  default void verified(Verification verification) {}
}
