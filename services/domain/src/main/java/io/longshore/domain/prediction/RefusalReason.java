package io.longshore.domain.prediction;

/** Why a scorer refuses a model; the last good one goes on serving. */
public enum RefusalReason {
  /** The plan names a version without a manifest. */
  UNKNOWN_VERSION,
  /** A chunk of an artifact is missing. */
  INCOMPLETE_ARTIFACT,
  /** The content does not hash to what the manifest says. */
  WRONG_DIGEST,
  /** ONNX Runtime cannot load it. */
  UNLOADABLE,
  /** Inputs or outputs have other names, types or shapes than the manifest says. */
  WRONG_SHAPE,
  /** It answers with NaN or infinity. */
  NOT_FINITE
}
