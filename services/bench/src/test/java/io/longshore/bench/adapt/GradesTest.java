package io.longshore.bench.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.longshore.bench.adapt.Grades.Grade;
import io.longshore.bench.adapt.Question.Kind;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GradesTest {

  private static Grade grade(Kind kind, int at, String truth, boolean right) {
    return new Grade(kind, at, truth, right);
  }

  @Test
  void prequential_accuracy_counts_images_and_balanced_accuracy_counts_classes() {
    var grades =
        new Grades(
            List.of(
                grade(Kind.STREAM, 0, "ant", true),
                grade(Kind.STREAM, 1, "ant", true),
                grade(Kind.STREAM, 2, "ant", true),
                grade(Kind.STREAM, 3, "bee", false),
                grade(Kind.PROBE, 1, "ant", true),
                grade(Kind.PROBE, 2, "bee", true),
                grade(Kind.PROBE, 3, "bee", false)));

    assertThat(grades.prequential(at -> true)).isEqualTo(75);
    assertThat(grades.balanced(at -> true)).isEqualTo(75);
    assertThat(grades.balancedOnStream(at -> true)).isEqualTo(50);
  }

  @Test
  void only_the_stretch_asked_for_counts() {
    var grades =
        new Grades(
            List.of(grade(Kind.STREAM, 0, "ant", false), grade(Kind.STREAM, 1, "ant", true)));

    assertThat(grades.prequential(at -> at >= 1)).isEqualTo(100);
    assertThat(grades.prequential(at -> at >= 2)).isNaN();
    assertThat(grades.balanced(at -> true)).isNaN();
  }

  @Property(tries = 50)
  void on_a_balanced_stream_both_accuracies_are_the_same(
      @ForAll @IntRange(min = 0, max = 20) int ants,
      @ForAll @IntRange(min = 0, max = 20) int bees) {
    var grades = new ArrayList<Grade>();
    for (int i = 0; i < 20; i++) {
      grades.add(grade(Kind.STREAM, i, "ant", i < ants));
      grades.add(grade(Kind.STREAM, i, "bee", i < bees));
    }

    var all = new Grades(grades);

    assertThat(all.balancedOnStream(at -> true))
        .isCloseTo(all.prequential(at -> true), within(1e-9));
  }
}
