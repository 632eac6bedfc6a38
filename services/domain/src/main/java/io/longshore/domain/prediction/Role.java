package io.longshore.domain.prediction;

/** In which role a model made a prediction. */
public enum Role {
  LIVE,
  CANARY,
  SHADOW
}
