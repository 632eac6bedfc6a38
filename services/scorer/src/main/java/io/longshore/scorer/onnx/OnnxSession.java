package io.longshore.scorer.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.longshore.domain.prediction.RefusalReason;
import java.util.Map;

/**
 * One model file with one input and one output, loaded. Runs may overlap if each has tensors of its
 * own.
 */
final class OnnxSession implements AutoCloseable {
  static final String IMAGE = "image";
  static final String FEATURES = "features";
  static final String LOGITS = "logits";

  private final String what;
  private final OrtSession session;

  private OnnxSession(String what, OrtSession session) {
    this.what = what;
    this.session = session;
  }

  /**
   * Loads a file.
   *
   * @param what the file in words, for messages
   * @throws ModelRefusedException if ONNX Runtime does not take it
   */
  static OnnxSession open(String what, byte[] model, ModelLimits limits) {
    try (SessionOptions options = options(limits)) {
      return new OnnxSession(what, OrtEnvironment.getEnvironment().createSession(model, options));
    } catch (OrtException e) {
      throw new ModelRefusedException(
          RefusalReason.UNLOADABLE, what + " cannot be loaded by ONNX Runtime", e);
    }
  }

  /**
   * Threads that wait do not spin, because cores are shared. Arena and memory pattern are off: they
   * bring no speed on networks of this size, and without them a closed session gives all of its
   * memory back.
   */
  private static SessionOptions options(ModelLimits limits) throws OrtException {
    var options = new SessionOptions();
    options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
    options.setIntraOpNumThreads(limits.threads());
    options.setInterOpNumThreads(1);
    options.setMemoryPatternOptimization(false);
    options.setCPUArenaAllocator(false);
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    limits.provider().addTo(options);
    return options;
  }

  /**
   * Compares the file's ports with those the manifest calls for.
   *
   * @throws ModelRefusedException if they differ
   */
  void require(Port wantedInput, Port wantedOutput) {
    try {
      compare("input", session.getInputInfo(), wantedInput);
      compare("output", session.getOutputInfo(), wantedOutput);
    } catch (OrtException e) {
      throw new ModelRefusedException(
          RefusalReason.UNLOADABLE, what + " does not tell its inputs and outputs", e);
    }
  }

  private void compare(String direction, Map<String, NodeInfo> found, Port wanted) {
    Port port = Port.of(found);
    if (!port.equals(wanted)) {
      throw new ModelRefusedException(
          RefusalReason.WRONG_SHAPE,
          "%s has the %s %s, its manifest calls for %s"
              .formatted(what, direction, port.words(), wanted.words()));
    }
  }

  /** Runs the model from one tensor into another; nothing is allocated for the result. */
  void run(Map<String, OnnxTensor> from, Map<String, OnnxTensor> to) throws OrtException {
    session.run(from, to).close();
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(what + " could not be closed", e);
    }
  }
}
