package io.longshore.rollout.evidence;

import io.longshore.domain.rollout.PromotionPath;
import io.longshore.domain.rollout.TrialStage;

/** What a stage of a trial asks of the stream. */
public enum Question {
  /** Is the candidate no worse, or better if the policy wants that? */
  PROOF,
  /** It was proved before: does it fall nowhere, now that its answers count? */
  WATCH,
  /** Is the live model no worse than the one before? */
  GUARD;

  /** What this stage asks on this path; a stage that the path no longer has asks for the proof. */
  public static Question of(TrialStage stage, PromotionPath path) {
    if (stage == TrialStage.GUARD) {
      return GUARD;
    }
    return stage == TrialStage.CANARY && path == PromotionPath.SHADOW_CANARY ? WATCH : PROOF;
  }
}
