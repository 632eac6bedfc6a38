package io.longshore.domain.rollout;

import java.util.List;
import java.util.Locale;

/** The stages that a candidate passes between the held-out gate and being live. */
public enum PromotionPath {
  /** None: it goes live, and the model before guards it. */
  DIRECT,
  /** The scorers verify it first. */
  VERIFIED,
  /** Then its answers count for a share of the images. */
  CANARY,
  /** Before that, it answers beside the live model. */
  SHADOW_CANARY;

  public List<TrialStage> stages() {
    return switch (this) {
      case DIRECT -> List.of();
      case VERIFIED -> List.of(TrialStage.VERIFY);
      case CANARY -> List.of(TrialStage.VERIFY, TrialStage.CANARY);
      case SHADOW_CANARY -> List.of(TrialStage.VERIFY, TrialStage.SHADOW, TrialStage.CANARY);
    };
  }

  /** For example {@code shadow-canary}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
