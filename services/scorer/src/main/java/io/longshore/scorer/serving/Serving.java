package io.longshore.scorer.serving;

import io.longshore.scorer.onnx.OnnxModel;
import java.util.Optional;

/**
 * What answers now: a model, the plan that chose it, its trim, and a model on trial beside it.
 * Replaced as a whole.
 *
 * @param model loaded and warm
 * @param planEpoch of the plan that is acted on
 * @param trim of this model under the latest class frequencies
 * @param trial what answers a share of the images too
 */
public record Serving(OnnxModel model, long planEpoch, Trim trim, Optional<OnTrial> trial) {

  /** Keeps the models open until {@link #letGo}; false if one of them is closing. */
  boolean hold() {
    if (!model.hold()) {
      return false;
    }
    if (trial.isEmpty() || trial.get().model().hold()) {
      return true;
    }
    model.letGo();
    return false;
  }

  void letGo() {
    model.letGo();
    trial.ifPresent(t -> t.model().letGo());
  }
}
