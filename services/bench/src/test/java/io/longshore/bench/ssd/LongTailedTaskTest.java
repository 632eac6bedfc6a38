package io.longshore.bench.ssd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.longshore.ssd.data.ImageShape;
import io.longshore.ssd.data.TrainingSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class LongTailedTaskTest {
  private static final ImageShape PIXEL = new ImageShape(1, 1, 1);

  /** One class of each group, and a second frequent one. */
  private static LongTailedTask task(int... testLabels) {
    int[] labels = TinyTask.labels(101, 200, 20, 19);
    return new LongTailedTask(
        "dots",
        100,
        List.of("a", "b", "c", "d"),
        TrainingSet.ofRows(PIXEL, 4, new byte[labels.length], labels),
        new byte[testLabels.length],
        testLabels);
  }

  private static float[] naming(int... classes) {
    float[] logits = new float[classes.length * 4];
    for (int i = 0; i < classes.length; i++) {
      logits[i * 4 + classes[i]] = 1;
    }
    return logits;
  }

  @Test
  void classes_count_alike_in_the_group_of_their_training_images() {
    LongTailedTask task = task(0, 0, 0, 0, 1, 2, 2, 3);

    Scores scores = Scores.of(task.evaluate(naming(0, 0, 0, 1, 2, 2, 0, 3)));

    assertThat(scores.many()).isEqualTo((75 + 0) / 2.0);
    assertThat(scores.medium()).isEqualTo(50);
    assertThat(scores.few()).isEqualTo(100);
    assertThat(scores.all()).isCloseTo((75 + 0 + 50 + 100) / 4.0, within(1e-9));
  }

  @Test
  void a_group_without_test_images_has_no_number() {
    LongTailedTask task = task(0, 1);

    Scores scores = Scores.of(task.evaluate(naming(0, 1)));

    assertThat(scores.many()).isEqualTo(100);
    assertThat(scores.few()).isNaN();
  }

  @Test
  void test_images_of_another_shape_are_refused() {
    int[] labels = TinyTask.labels(3);

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new LongTailedTask(
                    "dots",
                    1,
                    List.of("a"),
                    TrainingSet.ofRows(PIXEL, 1, new byte[3], labels),
                    new byte[5],
                    new int[1]))
        .withMessageContaining("5 bytes");
  }
}
