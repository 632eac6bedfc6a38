package io.longshore.domain.rollout;

import java.util.OptionalLong;

/**
 * How many more images of a group are likely needed until its difference in accuracy is shown to be
 * over the margin, if they go on as they did.
 */
public final class LabelsNeeded {
  private static final double TOO_MANY = 1e12;

  private LabelsNeeded() {}

  /**
   * An estimate; zero if it is shown, empty if no number of images like these would show it, or
   * there are none to judge by.
   */
  public static OptionalLong more(GroupEvidence group, double alpha) {
    long images = group.images();
    if (shows(group, 1, alpha)) {
      return OptionalLong.of(0);
    }
    double mean = (double) (group.subjectOnly() - group.otherOnly()) / Math.max(1, images);
    if (images == 0 || mean <= -group.margin()) {
      return OptionalLong.empty();
    }
    double enough = 2;
    while (!shows(group, enough, alpha)) {
      enough *= 2;
      if (enough * images > TOO_MANY) {
        return OptionalLong.empty();
      }
    }
    double few = enough / 2;
    while ((enough - few) * images > 1) {
      double middle = (few + enough) / 2;
      if (shows(group, middle, alpha)) {
        enough = middle;
      } else {
        few = middle;
      }
    }
    return OptionalLong.of((long) Math.ceil((enough - 1) * images));
  }

  private static boolean shows(GroupEvidence group, double times, double alpha) {
    return PairedBets.shows(
        Math.round(group.subjectOnly() * times),
        Math.round(group.otherOnly() * times),
        Math.round((group.bothRight() + group.bothWrong()) * times),
        -group.margin(),
        alpha);
  }
}
