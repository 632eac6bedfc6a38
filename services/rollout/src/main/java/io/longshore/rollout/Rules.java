package io.longshore.rollout;

import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.rollout.PromotionPath;
import io.longshore.domain.rollout.PromotionPolicy;
import io.longshore.domain.rollout.TrialStage;
import io.longshore.rollout.evidence.StreamGate;
import java.time.Duration;

/**
 * Everything that a rollout's decisions depend on besides what happened.
 *
 * @param gate on held-out images
 * @param policy of promotion
 * @param scorerSilence after which a scorer is not asked any more
 */
public record Rules(HeldOutGate gate, PromotionPolicy policy, Duration scorerSilence) {

  StreamGate streamGate() {
    return new StreamGate(policy);
  }

  PromotionPath path(ModelManifest manifest) {
    return policy.path(manifest.recipe().gear());
  }

  double guardShare() {
    return policy.share(TrialStage.GUARD);
  }
}
