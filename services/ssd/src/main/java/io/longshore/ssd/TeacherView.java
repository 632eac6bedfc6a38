package io.longshore.ssd;

import io.longshore.ssd.data.Augmentation;
import java.util.List;

/** What the teacher of stage III looks at. */
public enum TeacherView {
  /** The student's view, as in the paper: both speak of the same pixels. */
  SAME,
  /** A view of its own, drawn alike. */
  INDEPENDENT;

  /** The views of each image that student and teacher need, the student's first. */
  List<Augmentation> views(Augmentation view) {
    return this == SAME ? List.of(view) : List.of(view, view);
  }
}
