package io.longshore.scorer.serving;

import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.Refusal;
import io.longshore.domain.rollout.Trial;
import java.util.Optional;

/** The next thing to do so that what is served becomes what is planned. */
public sealed interface ServingStep {

  /** Load and verify a model. */
  record Load(ModelManifest manifest) implements ServingStep {}

  /** Let a candidate be run in a throw-away process; the answer comes as news. */
  record Verify(ModelManifest manifest) implements ServingStep {}

  /** Let a loaded model answer, under a plan, beside a loaded model on trial. */
  record Serve(ModelVersion version, long epoch, Optional<Trial> trial) implements ServingStep {
    /** A model alone. */
    public Serve(ModelVersion version, long epoch) {
      this(version, epoch, Optional.empty());
    }
  }

  /** Close a loaded model that no plan needs. */
  record Release(ModelVersion version) implements ServingStep {}

  /** Tell that a planned model will not be served. */
  record Refuse(Refusal refusal) implements ServingStep {}

  /** Everything is as planned, or must be waited for. */
  record Rest() implements ServingStep {}
}
