package io.longshore.scorer.serving;

import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.prediction.Refusal;
import io.longshore.domain.rollout.RolloutPlan;
import java.util.Optional;

/**
 * Decides, before anything of a model is loaded, whether this scorer may serve it at all: whether
 * it is vouched for and is no step back. Asked and told by the thread that loads models.
 */
public interface Admission {
  /** Lets every model in. */
  Admission OPEN = (candidate, plan, serving) -> Optional.empty();

  /**
   * Why a model may not be served; empty if it may.
   *
   * @param candidate the model
   * @param plan that names it
   * @param serving the model that answers now
   */
  Optional<Refusal> refusal(
      ModelManifest candidate, RolloutPlan plan, Optional<ModelManifest> serving);

  /**
   * Told that a model answers from now on.
   *
   * @param plan under which
   */
  default void served(ModelManifest model, RolloutPlan plan) {}
}
