package io.longshore.domain.model;

/** How one class fared on the held-out images. */
public record ClassResult(String className, ShotGroup group, int correct, int total) {

  public ClassResult {
    if (correct < 0 || total < correct) {
      throw new IllegalArgumentException(className + ": " + correct + " correct of " + total);
    }
  }
}
