package io.longshore.scorer.scoring;

import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.RefusalReason;

/** Told, by any thread that scores, that a model on trial cannot go on. */
@FunctionalInterface
public interface TrialListener {
  void failed(ModelVersion version, RefusalReason reason, String message);
}
