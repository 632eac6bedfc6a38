package io.longshore.bench.continual;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.ssd.data.TrainingSet;
import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ClassStreamTest {

  private static ClassStream stream(ClassOrder order, int exemplars, long seed) {
    return ClassStream.of(TinyTail.task(), order, 3, exemplars, seed);
  }

  @Test
  void a_step_has_all_images_of_the_new_classes_and_exemplars_of_the_old() {
    ClassStream stream = stream(ClassOrder.ORDERED, 4, 0);

    assertThat(stream.replay(0).counts()).containsExactly(30, 24, 18);
    assertThat(stream.replay(1).counts()).containsExactly(4, 4, 4, 12);
    assertThat(stream.replay(3).counts()).containsExactly(4, 4, 4, 4, 4, 5);
    assertThat(stream.everything(3).counts()).containsExactly(30, 24, 18, 12, 8, 5);
  }

  @Property(tries = 50)
  void a_class_keeps_its_number_and_its_images(
      @ForAll long seed, @ForAll @IntRange(max = 3) int step, @ForAll ClassOrder order) {
    ClassStream stream = stream(order, 5, seed);

    TrainingSet learned = stream.replay(step);

    TrainingSet all = TinyTail.task().training();
    for (int i = 0; i < learned.size(); i++) {
      assertThat(labelOf(image(learned, i), all)).isEqualTo(stream.order().get(learned.label(i)));
    }
  }

  @Property(tries = 50)
  void an_exam_asks_for_the_classes_seen_and_no_other(
      @ForAll long seed, @ForAll @IntRange(max = 3) int step) {
    Exam exam = stream(ClassOrder.SHUFFLED, 5, seed).exam(step);

    assertThat(exam.labels()).hasSize(8 * (3 + step)).isSorted();
    assertThat(exam.classes()).isEqualTo(3 + step);
    assertThat(exam.images()).hasSize(exam.labels().length * TinyTail.SHAPE.bytes());
  }

  @Test
  void an_exam_is_marked_class_by_class() {
    Exam exam = new Exam(3, new byte[0], new int[] {0, 0, 1, 2});

    assertThat(exam.mark(new float[] {1, 0, 0, 0, 1, 0, 0, 2, 1, 0, 9, 1}))
        .containsExactly(50.0, 100.0, 0.0);
  }

  private static byte[] image(TrainingSet set, int i) {
    byte[] pixels = new byte[set.shape().bytes()];
    set.read(i, pixels);
    return pixels;
  }

  private static int labelOf(byte[] image, TrainingSet all) {
    return IntStream.range(0, all.size())
        .filter(i -> Arrays.equals(image(all, i), image))
        .map(all::label)
        .findFirst()
        .orElseThrow();
  }
}
