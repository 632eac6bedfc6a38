package io.longshore.rollout.evidence;

/** Images by outcome. */
public final class PairedCounts {
  private long bothRight;
  private long subjectOnly;
  private long otherOnly;
  private long bothWrong;

  public void add(Outcome outcome) {
    change(outcome, 1);
  }

  void take(Outcome outcome) {
    change(outcome, -1);
  }

  private void change(Outcome outcome, int by) {
    switch (outcome) {
      case BOTH_RIGHT -> bothRight += by;
      case SUBJECT_ONLY -> subjectOnly += by;
      case OTHER_ONLY -> otherOnly += by;
      case BOTH_WRONG -> bothWrong += by;
    }
  }

  public long of(Outcome outcome) {
    return switch (outcome) {
      case BOTH_RIGHT -> bothRight;
      case SUBJECT_ONLY -> subjectOnly;
      case OTHER_ONLY -> otherOnly;
      case BOTH_WRONG -> bothWrong;
    };
  }

  /** Images on which the models fared alike: they say that the models differ little. */
  long same() {
    return bothRight + bothWrong;
  }
}
