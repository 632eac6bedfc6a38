package io.longshore.domain.model;

/**
 * The three groups long-tailed recognition is judged by, from the number of training images of a
 * class: many more than 100, few fewer than 20, medium between (Liu and others, Large-Scale
 * Long-Tailed Recognition in an Open World, CVPR 2019).
 */
public enum ShotGroup {
  MANY,
  MEDIUM,
  FEW;

  public static ShotGroup of(long trainingImages) {
    return trainingImages > 100 ? MANY : trainingImages < 20 ? FEW : MEDIUM;
  }
}
