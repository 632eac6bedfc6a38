package io.longshore.scorer.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What models run on.
 *
 * @param cuda number of a CUDA device; empty for the processor
 */
public record Provider(OptionalInt cuda) {
  public static final Provider CPU = new Provider(OptionalInt.empty());

  private static final Pattern CUDA = Pattern.compile("cuda:([0-9]{1,3})");

  /**
   * Reads {@code cpu} or {@code cuda:N}.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static Provider parse(String text) {
    if (text.equals("cpu")) {
      return CPU;
    }
    Matcher cuda = CUDA.matcher(text);
    if (!cuda.matches()) {
      throw new IllegalArgumentException("'" + text + "' is neither cpu nor cuda:N");
    }
    return new Provider(OptionalInt.of(Integer.parseInt(cuda.group(1))));
  }

  /**
   * Throws unless ONNX Runtime on the class path can run models there.
   *
   * @throws IllegalArgumentException saying what it has instead
   */
  public void requireAvailable() {
    if (cuda.isEmpty()) {
      return;
    }
    if (!OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
      throw new IllegalArgumentException(
          "%s: the ONNX Runtime on the class path has only %s; put com.microsoft.onnxruntime:onnxruntime_gpu there instead"
              .formatted(this, OrtEnvironment.getAvailableProviders()));
    }
    try (var options = new SessionOptions()) {
      addTo(options);
    } catch (OrtException e) {
      throw new IllegalArgumentException(this + " cannot be used: " + e.getMessage(), e);
    }
  }

  void addTo(SessionOptions options) throws OrtException {
    if (cuda.isPresent()) {
      options.addCUDA(cuda.getAsInt());
    }
  }

  @Override
  public String toString() {
    return cuda.isPresent() ? "cuda:" + cuda.getAsInt() : "cpu";
  }
}
