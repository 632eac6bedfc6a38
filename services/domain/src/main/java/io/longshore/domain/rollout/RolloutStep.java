package io.longshore.domain.rollout;

/** What the latest decision of a rollout did. */
public enum RolloutStep {
  /** Nothing has been decided yet. */
  STARTED,
  /** A candidate became live. */
  PROMOTED,
  /** A candidate did not pass its gate; the live model stays. */
  REFUSED,
  /** The model that was live before is live again. */
  ROLLED_BACK,
  /** A candidate is to be verified by the scorers. */
  OFFERED,
  /** A verified candidate answers beside the live model. */
  SHADOWED,
  /** A candidate answers a share of the images. */
  CANARIED,
  /** The live model held its ground against the one before; nobody watches over it any more. */
  CONFIRMED,
  /** Nothing moves by itself any more. */
  PAUSED,
  /** Decisions go on. */
  RESUMED
}
