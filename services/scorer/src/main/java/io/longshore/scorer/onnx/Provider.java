package io.longshore.scorer.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What models run on.
 *
 * @param cuda number of a CUDA device; empty for the processor
 */
public record Provider(OptionalInt cuda) {
  public static final Provider CPU = new Provider(OptionalInt.empty());

  private static final Logger log = LoggerFactory.getLogger(Provider.class);
  private static final String AUTO = "auto";
  private static final Pattern CUDA = Pattern.compile("cuda(?::([0-9]{1,3}))?");

  /**
   * Reads {@code cpu}, {@code cuda:N}, {@code cuda} for the first device, or {@code auto} for that
   * if it can be used and the processor else, which is logged with the reason.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static Provider parse(String text) {
    if (text.equals("cpu")) {
      return CPU;
    }
    if (text.equals(AUTO)) {
      return automatic();
    }
    Matcher cuda = CUDA.matcher(text);
    if (!cuda.matches()) {
      throw new IllegalArgumentException("'" + text + "' is none of auto, cpu, cuda and cuda:N");
    }
    String device = cuda.group(1);
    return new Provider(OptionalInt.of(device == null ? 0 : Integer.parseInt(device)));
  }

  /**
   * Throws unless models can run on what is named; {@code auto} always finds something.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  public static void check(String text) {
    if (!text.equals(AUTO)) {
      parse(text).requireAvailable();
    }
  }

  private static Provider automatic() {
    var first = new Provider(OptionalInt.of(0));
    try {
      first.requireAvailable();
      log.atInfo().log("models run on {}", first);
      return first;
    } catch (IllegalArgumentException e) {
      log.atInfo().log("models run on the processor; {}", e.getMessage());
      return CPU;
    }
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
          "%s: the ONNX Runtime on the class path has only %s; build with -Pgpu to have com.microsoft.onnxruntime:onnxruntime_gpu there instead"
              .formatted(this, OrtEnvironment.getAvailableProviders()));
    }
    var unused = OrtEnvironment.getEnvironment(); // without it, what goes wrong cannot be said
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
