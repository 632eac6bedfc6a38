package io.longshore.ssd;

/**
 * What stage III may have that the paper's has not.
 *
 * @param mixup of what student and teacher see
 * @param teacherView whether the teacher sees the student's view
 * @param average of the student's weights, to be served in their place
 * @param remembering of the live model that training starts from
 */
public record BeyondThePaper(
    Mixup mixup, TeacherView teacherView, StudentAverage average, Remembering remembering) {
  /** The paper's stage. */
  public static final BeyondThePaper NOTHING =
      new BeyondThePaper(Mixup.NONE, TeacherView.SAME, StudentAverage.NONE, Remembering.NOTHING);

  BeyondThePaper with(Mixup other) {
    return new BeyondThePaper(other, teacherView, average, remembering);
  }

  BeyondThePaper with(TeacherView other) {
    return new BeyondThePaper(mixup, other, average, remembering);
  }

  BeyondThePaper with(StudentAverage other) {
    return new BeyondThePaper(mixup, teacherView, other, remembering);
  }

  BeyondThePaper with(Remembering other) {
    return new BeyondThePaper(mixup, teacherView, average, other);
  }
}
