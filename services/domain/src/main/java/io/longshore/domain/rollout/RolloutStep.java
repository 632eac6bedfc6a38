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
  ROLLED_BACK
}
