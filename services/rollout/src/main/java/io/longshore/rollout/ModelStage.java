package io.longshore.rollout;

import io.longshore.domain.model.ModelManifest;

/**
 * Where a model stands on its way. Shadow and canary stages belong between candidate and live; each
 * stage knows the only moves that are legal from it.
 */
public sealed interface ModelStage {
  ModelManifest manifest();

  /** Announced, not judged yet. */
  record Candidate(ModelManifest manifest) implements ModelStage {
    Live promote() {
      return new Live(manifest);
    }

    Refused refuse(String reason) {
      return new Refused(manifest, reason);
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

  /** Did not pass its gate. */
  record Refused(ModelManifest manifest, String reason) implements ModelStage {}

  /** Was live, and an operator took it back. */
  record RolledBack(ModelManifest manifest, String reason) implements ModelStage {}
}
