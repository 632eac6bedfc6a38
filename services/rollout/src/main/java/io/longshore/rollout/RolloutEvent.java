package io.longshore.rollout;

import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import java.time.Instant;

/** Something a rollout reacts to. */
public sealed interface RolloutEvent {
  Instant at();

  /** A trainer announced a model. */
  record Announced(ModelManifest manifest, Instant at) implements RolloutEvent {}

  /** An operator wants the model before this one back. */
  record RollBackAsked(ModelVersion from, String reason, Instant at) implements RolloutEvent {}

  /** An operator wants this version live, whatever its gate said. */
  record PromotionAsked(ModelVersion version, String reason, Instant at) implements RolloutEvent {}
}
