package io.longshore.scorer.serving;

import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.prediction.Verification;

/** Runs a candidate where it can do no harm, before this process touches it. */
public interface Verifier {

  /**
   * Loads and runs the model in a throw-away process: within limits of memory and time, with finite
   * answers that are the trainer's on the golden batch. May take seconds; several may be asked at
   * once.
   *
   * @throws io.longshore.scorer.onnx.ModelRefusedException if the model is at fault
   * @throws InterruptedException if the scorer ends meanwhile
   */
  Verification verify(ModelManifest candidate) throws InterruptedException;
}
