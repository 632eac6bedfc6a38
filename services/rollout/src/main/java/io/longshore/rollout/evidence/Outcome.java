package io.longshore.rollout.evidence;

import io.longshore.domain.label.Label;

/** How two models fared on one labelled image. */
public enum Outcome {
  BOTH_RIGHT,
  SUBJECT_ONLY,
  OTHER_ONLY,
  BOTH_WRONG;

  static Outcome of(PairedAnswer answer, Label label) {
    boolean subject = answer.subject().equals(label.className());
    boolean other = answer.other().equals(label.className());
    return subject ? other ? BOTH_RIGHT : SUBJECT_ONLY : other ? OTHER_ONLY : BOTH_WRONG;
  }
}
