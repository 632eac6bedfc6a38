package io.longshore.domain.rollout;

/** What a model that is on trial does beside the live one. */
public enum TrialStage {
  /** Scorers load it in a throw-away process and report what they found; it answers nothing. */
  VERIFY,
  /** It answers a share of the images beside the live model, whose answers count. */
  SHADOW,
  /** Its answers count for a share of the images; the live model answers those beside it. */
  CANARY,
  /**
   * It was live before and answers a share of the images beside the live model, which has to hold
   * its ground against it.
   */
  GUARD
}
