package io.longshore.domain.rollout;

import io.longshore.domain.model.ShotGroup;
import java.util.Optional;

/**
 * Two models on the same labelled images of a group of classes.
 *
 * @param group the group; empty for all images
 * @param bothRight images that both named rightly
 * @param subjectOnly images that only the model under judgement named rightly
 * @param otherOnly images that only the model it is compared with named rightly
 * @param bothWrong images that neither named rightly
 * @param lower lower confidence bound of the difference in accuracy, at any number of images
 * @param upper upper bound of the same
 * @param margin by how much the accuracy may fall
 */
public record GroupEvidence(
    Optional<ShotGroup> group,
    long bothRight,
    long subjectOnly,
    long otherOnly,
    long bothWrong,
    double lower,
    double upper,
    double margin) {

  public GroupEvidence {
    if (bothRight < 0 || subjectOnly < 0 || otherOnly < 0 || bothWrong < 0) {
      throw new IllegalArgumentException("a negative number of images");
    }
  }

  /** Images compared. */
  public long images() {
    return bothRight + subjectOnly + otherOnly + bothWrong;
  }
}
