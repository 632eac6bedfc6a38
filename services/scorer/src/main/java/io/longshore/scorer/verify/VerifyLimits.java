package io.longshore.scorer.verify;

import java.time.Duration;

/**
 * What a candidate may take.
 *
 * @param artifactBytes largest file that is fetched
 * @param residentBytes memory of its process
 * @param patience time for all of it
 * @param imageTime median time of one image by itself
 * @param tolerance largest difference of a logit from the trainer's
 */
public record VerifyLimits(
    long artifactBytes,
    long residentBytes,
    Duration patience,
    Duration imageTime,
    double tolerance) {

  public VerifyLimits {
    if (artifactBytes < 1
        || residentBytes < 1
        || !isPositive(patience)
        || !isPositive(imageTime)
        || !(tolerance >= 0)) {
      throw new IllegalArgumentException(
          "limits of bytes and time are positive, not %d, %d, %s, %s, and a tolerance is not %s"
              .formatted(artifactBytes, residentBytes, patience, imageTime, tolerance));
    }
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }
}
