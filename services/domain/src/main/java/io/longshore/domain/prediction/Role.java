package io.longshore.domain.prediction;

/** In which role a model made a prediction. */
public enum Role {
  /** The live model of the plan. */
  LIVE,
  /** A candidate, for its share of the images: its answer counts. */
  CANARY,
  /** Beside the model whose answer counts; never the role of a whole prediction since 0.1. */
  SHADOW
}
