package io.longshore.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.image.ImageShape;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FashionMnistTest {

  private Dataset fashion = new Dataset("none", List.of(), List.of(), List.of());

  @BeforeAll
  void fetch() {
    try {
      fashion = FashionMnist.open(DatasetCache.standard(), System.out::println);
    } catch (DatasetException e) {
      System.err.println("SKIPPED: Fashion-MNIST cannot be reached\n" + e.getMessage());
      Assumptions.abort("Fashion-MNIST cannot be reached: " + e.getMessage());
    }
  }

  @Test
  void both_parts_are_balanced() {
    assertThat(fashion.trainingCounts().values()).hasSize(10).containsOnly(6000);
    assertThat(fashion.counts(fashion.heldOut()).values()).containsOnly(1000);
  }

  @Test
  void the_first_training_image_is_an_ankle_boot_of_28_by_28() {
    LabelledImage first = fashion.training().get(0);

    Payload.Pixels pixels = (Payload.Pixels) first.read();

    assertThat(first.id().value()).isEqualTo("fashion-mnist/train/00000");
    assertThat(first.label()).isEqualTo("Ankle boot");
    assertThat(pixels.shape()).isEqualTo(new ImageShape(28, 28, 1));
    assertThat(pixels.bytes()).hasSize(784);
  }

  @Test
  void the_shifting_tail_can_be_played_on_it() {

    var played = ShiftingTail.DEFAULT.scenario(fashion.classes()).play(fashion, 42);

    assertThat(played.get(0).images()).hasSize(4479);
    assertThat(played.get(1).images()).hasSize(1500);
    assertThat(new HashSet<>(played.get(0).images()))
        .doesNotContainAnyElementsOf(played.get(1).images());
  }
}
