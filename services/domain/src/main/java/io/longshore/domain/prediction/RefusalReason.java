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
  NOT_FINITE,
  /** Manifest or plan is not signed, and this scorer wants signatures. */
  UNSIGNED,
  /** Signed with a key that this scorer does not trust. */
  UNKNOWN_KEY,
  /** The signature is not of this content. */
  WRONG_SIGNATURE,
  /** The signature is no longer valid. */
  EXPIRED,
  /** Older than what was served, and no signed rollback asks for it. */
  DOWNGRADE,
  /** Classes that the live model knows are gone. */
  CLASSES_SHRANK,
  /** Uses an operator set, an IR version or operators outside what this scorer runs. */
  UNSUPPORTED,
  /** Logits of the golden batch differ from the trainer's. */
  GOLDEN_MISMATCH,
  /** Takes longer for an image than this scorer allows, or never ends. */
  TOO_SLOW,
  /** Takes more memory than this scorer allows. */
  TOO_LARGE
}
