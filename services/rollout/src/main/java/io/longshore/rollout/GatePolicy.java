package io.longshore.rollout;

/**
 * How much worse than the live model a candidate may be on held-out images, as a fraction of
 * accuracy. What a margin forgives is noise of the held-out set, not a regression: the gate demands
 * that no group falls by more.
 *
 * @param balanced margin on balanced accuracy
 * @param many margin on classes with more than 100 training images
 * @param medium margin on classes between
 * @param few margin on classes with fewer than 20 training images
 * @param overChance how far a first model must be above guessing, in balanced accuracy
 * @param minimumImages held-out images needed to judge at all
 * @param parity largest allowed difference of a logit between the trainer's engine and ONNX Runtime
 */
public record GatePolicy(
    double balanced,
    double many,
    double medium,
    double few,
    double overChance,
    int minimumImages,
    double parity) {

  public GatePolicy {
    if (balanced < 0 || many < 0 || medium < 0 || few < 0 || overChance < 0 || parity <= 0) {
      throw new IllegalArgumentException("margins of the gate cannot be negative");
    }
    if (minimumImages < 1) {
      throw new IllegalArgumentException("the gate cannot judge on fewer than one image");
    }
  }

  static GatePolicy of(RolloutSettings.Gate settings) {
    return new GatePolicy(
        settings.balancedMargin(),
        settings.manyMargin(),
        settings.mediumMargin(),
        settings.fewMargin(),
        settings.overChance(),
        settings.minimumImages(),
        settings.parity());
  }
}
