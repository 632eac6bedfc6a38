package io.longshore.onnx;

/**
 * Which values of an activation an int8 network tells apart; what lies outside is cut off. Holds 0.
 *
 * @param min at most 0
 * @param max at least 0
 */
public record ActivationRange(float min, float max) {

  public ActivationRange {
    if (!(min <= 0 && max >= 0) || Float.isInfinite(min) || Float.isInfinite(max)) {
      throw new IllegalArgumentException(
          "a range of activations from " + min + " to " + max + " does not hold 0");
    }
  }
}
