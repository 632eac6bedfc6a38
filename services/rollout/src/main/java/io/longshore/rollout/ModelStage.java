package io.longshore.rollout;

import io.longshore.domain.model.ModelManifest;

/** Where a model stands on its way; each stage knows the only moves that are legal from it. */
public sealed interface ModelStage {
  ModelManifest manifest();

  /** Announced, not judged yet. */
  record Candidate(ModelManifest manifest) implements ModelStage {
    Live promote() {
      return new Live(manifest);
    }

    Offered offer() {
      return new Offered(manifest);
    }

    Refused refuse(String reason) {
      return new Refused(manifest, reason);
    }
  }

  /** On trial beside the live model. */
  sealed interface OnTrial extends ModelStage {
    default Refused refuse(String reason) {
      return new Refused(manifest(), reason);
    }

    default Overtaken overtake(String reason) {
      return new Overtaken(manifest(), reason);
    }
  }

  /** The scorers are asked to verify it. */
  record Offered(ModelManifest manifest) implements OnTrial {
    Verified verified() {
      return new Verified(manifest);
    }
  }

  /** The scorers can serve it. */
  record Verified(ModelManifest manifest) implements OnTrial {
    Shadowed shadow() {
      return new Shadowed(manifest);
    }

    Canaried canary() {
      return new Canaried(manifest);
    }

    Live promote() {
      return new Live(manifest);
    }
  }

  /** It answers beside the live model. */
  record Shadowed(ModelManifest manifest) implements OnTrial {
    Canaried canary() {
      return new Canaried(manifest);
    }

    Live promote() {
      return new Live(manifest);
    }
  }

  /** Its answers count for a share of the images. */
  record Canaried(ModelManifest manifest) implements OnTrial {
    Live promote() {
      return new Live(manifest);
    }
  }

  /** Every scorer serves it. */
  record Live(ModelManifest manifest) implements ModelStage {
    Superseded supersede() {
      return new Superseded(manifest);
    }

    RolledBack rollBack(String reason) {
      return new RolledBack(manifest, reason);
    }
  }

  /** Was live, until a better one was. */
  record Superseded(ModelManifest manifest) implements ModelStage {
    Live restore() {
      return new Live(manifest);
    }
  }

  /** Did not pass a gate. */
  record Refused(ModelManifest manifest, String reason) implements ModelStage {}

  /** Was on trial when a newer model came. */
  record Overtaken(ModelManifest manifest, String reason) implements ModelStage {}

  /** Was live, and was taken back. */
  record RolledBack(ModelManifest manifest, String reason) implements ModelStage {}
}
