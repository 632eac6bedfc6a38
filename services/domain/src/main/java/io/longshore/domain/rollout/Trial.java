package io.longshore.domain.rollout;

import io.longshore.domain.model.ModelVersion;
import java.time.Instant;

/**
 * A model on trial beside the live one.
 *
 * @param version the model
 * @param stage what it does
 * @param share of the images that it sees, 0 to 1, chosen by {@link KeyShare} of their ids
 * @param since when this stage began: results of earlier predictions do not count
 */
public record Trial(ModelVersion version, TrialStage stage, double share, Instant since) {

  public Trial {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("a trial on a share of " + share + "; 0 to 1 is possible");
    }
  }
}
