package io.longshore.rollout.quality;

/**
 * An answer whose image has a label.
 *
 * @param className what the image shows
 * @param right whether that was named first
 * @param confidence probability of what was named first
 */
record Judged(String className, Right right, float confidence) {

  /** Whether an answer is right. */
  enum Right {
    YES,
    NO
  }

  boolean isRight() {
    return right == Right.YES;
  }
}
