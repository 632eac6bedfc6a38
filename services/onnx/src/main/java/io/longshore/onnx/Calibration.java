package io.longshore.onnx;

import java.util.ArrayList;
import java.util.List;

/**
 * Chooses the ranges of activations from what they are on some images: all values but one in ten
 * thousand at each end. Cutting off what is rare leaves finer steps to the rest.
 *
 * <p>The percentile calibration of Wu and others, 2020, section 5.2, <a
 * href="https://arxiv.org/abs/2004.09602">arXiv 2004.09602</a>.
 */
public final class Calibration {
  /** The rule in words, for provenance. */
  public static final String RULE = "without 1/10000 at each end, 4096 bins";

  private static final double CUT_OFF = 1e-4;

  private Calibration() {}

  /** A network at work on the calibration images, the same each time it is asked. */
  public interface Network {
    /** Tells of every activation of every batch. */
    void run(Watcher watcher);
  }

  /** Told what an activation is. */
  public interface Watcher {
    /**
     * @param activation its number, in the order of {@link OnnxBackbone#int8}
     * @param values for some images, in any order
     */
    void saw(int activation, float[] values);
  }

  /**
   * The ranges, in the order of the activations. Runs the network twice.
   *
   * @throws IllegalArgumentException if an activation is not a finite number
   */
  public static List<ActivationRange> ranges(Network network) {
    var extents = new ArrayList<ActivationRange>();
    network.run((activation, values) -> widen(extents, activation, values));
    List<ActivationHistogram> histograms = extents.stream().map(ActivationHistogram::new).toList();
    network.run((activation, values) -> histograms.get(activation).count(values));
    return histograms.stream().map(histogram -> histogram.without(CUT_OFF)).toList();
  }

  private static void widen(List<ActivationRange> extents, int activation, float[] values) {
    while (extents.size() <= activation) {
      extents.add(new ActivationRange(0, 0));
    }
    float min = extents.get(activation).min();
    float max = extents.get(activation).max();
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException(
            "activation %d is %s: the network cannot be quantized".formatted(activation, value));
      }
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    extents.set(activation, new ActivationRange(min, max));
  }
}
