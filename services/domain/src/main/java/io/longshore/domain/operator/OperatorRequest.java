package io.longshore.domain.operator;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.model.ModelVersion;
import java.time.Instant;

/** Something a person asked for; a record like every other decision. */
public sealed interface OperatorRequest {
  String id();

  String stream();

  /** Who asked and why, in words. */
  String reason();

  Instant at();

  /**
   * Make the model that was live before {@code from} live again. Asked twice, it is done once: then
   * another model is live.
   */
  record RollBack(String id, String stream, ModelVersion from, String reason, Instant at)
      implements OperatorRequest {}

  /** Make this version live, whatever its gate said. */
  record Promote(String id, String stream, ModelVersion version, String reason, Instant at)
      implements OperatorRequest {}

  /** Adapt now, in this gear. */
  record Adapt(String id, String stream, Gear gear, String reason, Instant at)
      implements OperatorRequest {}

  /** Let nothing move by itself: no promotion, no rollback. */
  record Pause(String id, String stream, String reason, Instant at) implements OperatorRequest {}

  /** Let decisions go on. */
  record Resume(String id, String stream, String reason, Instant at) implements OperatorRequest {}
}
