package io.longshore.ssd;

/**
 * An exponential moving average of the student's weights over the steps of stage III (Polyak
 * averaging; ours). The averaged student goes on to stage IV and is served; the one that learns is
 * thrown away.
 *
 * <p>Its batch normalisation's statistics are measured anew by a pass over training images at the
 * end, not averaged: a mean of statistics belongs to no network, those of the averaged weights do.
 *
 * <p>In the beginning the average forgets faster, at most {@code (1 + t) / (10 + t)} being kept at
 * step t, so that a short training does not serve its random start.
 *
 * @param momentum share of the average that a step keeps; 0 for no averaging
 */
public record StudentAverage(double momentum) {
  /** The student as it learned last, as in the paper. */
  public static final StudentAverage NONE = new StudentAverage(0);

  public StudentAverage {
    if (!(momentum >= 0 && momentum < 1)) {
      throw new IllegalArgumentException(
          "the momentum of the student's average lies in [0, 1): " + momentum);
    }
  }

  MovingAverage atStep(double t) {
    return new MovingAverage(Math.min(momentum, (1 + t) / (10 + t)));
  }
}
