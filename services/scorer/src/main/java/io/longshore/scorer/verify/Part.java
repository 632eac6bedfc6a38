package io.longshore.scorer.verify;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import io.longshore.domain.prediction.RefusalReason;
import io.longshore.scorer.onnx.ModelRefusedException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Backbone or head in the child: a file that is loaded, with one input and one output. */
final class Part implements AutoCloseable {
  private final String what;
  private final OrtSession session;

  private Part(String what, OrtSession session) {
    this.what = what;
    this.session = session;
  }

  /**
   * Loads a file.
   *
   * @param what it is, for messages
   * @param input port in words, such as {@code features: FLOAT [N, 64]}
   * @param output port in words
   * @throws ModelRefusedException if the file cannot be loaded, or has other ports
   */
  static Part open(String what, Path file, String input, String output) {
    try (SessionOptions options = options()) {
      var part =
          new Part(what, OrtEnvironment.getEnvironment().createSession(file.toString(), options));
      try {
        part.require("input", part.session.getInputInfo(), input);
        part.require("output", part.session.getOutputInfo(), output);
        return part;
      } catch (OrtException | RuntimeException e) {
        part.close();
        throw e;
      }
    } catch (OrtException e) {
      throw refused(what, "loaded", e);
    }
  }

  /** Without an arena, so that what the process takes is what the model takes. */
  private static SessionOptions options() throws OrtException {
    var options = new SessionOptions();
    options.setIntraOpNumThreads(1);
    options.setInterOpNumThreads(1);
    options.setMemoryPatternOptimization(false);
    options.setCPUArenaAllocator(false);
    options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
    return options;
  }

  private void require(String direction, Map<String, NodeInfo> found, String wanted) {
    String words = found.values().stream().map(Part::words).collect(Collectors.joining(", "));
    if (!words.equals(wanted)) {
      throw new ModelRefusedException(
          RefusalReason.WRONG_SHAPE,
          "%s has the %s %s, its manifest calls for %s".formatted(what, direction, words, wanted));
    }
  }

  private static String words(NodeInfo node) {
    return node.getInfo() instanceof TensorInfo tensor
        ? "%s: %s [%s]"
            .formatted(
                node.getName(),
                tensor.type,
                Arrays.stream(tensor.getShape())
                    .mapToObj(extent -> extent < 0 ? "N" : Long.toString(extent))
                    .collect(Collectors.joining(", ")))
        : node.getName() + ": " + node.getInfo();
  }

  /**
   * Runs it. The caller closes the result.
   *
   * @param elements that the answer must have
   */
  OrtSession.Result run(OnnxTensor from, long elements) {
    OrtSession.Result result;
    try {
      result = session.run(Map.of(session.getInputNames().iterator().next(), from));
    } catch (OrtException e) {
      throw refused(what, "run", e);
    }
    if (result.get(0) instanceof OnnxTensor tensor
        && tensor.getInfo().getNumElements() == elements) {
      return result;
    }
    String found = String.valueOf(result.get(0).getInfo());
    result.close();
    throw new ModelRefusedException(
        RefusalReason.WRONG_SHAPE,
        "%s answers with %s instead of %d numbers".formatted(what, found, elements));
  }

  /** Of the engine's failures one is told apart: it did not get the memory that it asked for. */
  private static ModelRefusedException refused(String what, String action, OrtException e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    boolean memory = message.contains("alloc") || message.contains("memory");
    return new ModelRefusedException(
        memory ? RefusalReason.TOO_LARGE : RefusalReason.UNLOADABLE,
        what + " cannot be " + action + " by ONNX Runtime",
        e);
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
