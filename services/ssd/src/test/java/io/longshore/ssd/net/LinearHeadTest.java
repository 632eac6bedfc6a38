package io.longshore.ssd.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.ssd.data.ImageShape;
import io.longshore.ssd.data.TrainingSet;
import org.junit.jupiter.api.Test;

class LinearHeadTest {
  private final LinearHead head =
      new LinearHead(new float[] {1, 2, 3, 4}, new float[] {10, 20}); // 2 classes, width 2

  @Test
  void logits_are_rows_of_weight_times_feature_plus_bias() {
    assertThat(head.logits(new float[] {1, 0, 1, 1})).containsExactly(11, 23, 13, 27);
  }

  @Test
  void a_scale_multiplies_weight_and_bias_of_its_class() {
    LinearHead scaled = head.scaledBy(new float[] {1, 2});

    assertThat(scaled.weight()).containsExactly(1, 2, 6, 8);
    assertThat(scaled.bias()).containsExactly(10, 40);
  }

  @Test
  void the_mean_of_heads_has_the_mean_of_their_logits() {
    LinearHead mean = head.meanWith(head.scaledBy(new float[] {3, 3}));

    assertThat(mean.logits(new float[] {1, 0})).containsExactly(22, 46);
  }

  @Test
  void a_layer_started_from_a_head_of_fewer_classes_keeps_random_rows_for_the_others() {
    try (LinearLayer layer = new LinearLayer("layer", 2, 3, 1)) {
      float[] random = layer.head().weight();

      layer.startFrom(head);

      assertThat(layer.head().weight()).containsExactly(1, 2, 3, 4, random[4], random[5]);
      assertThat(layer.head().bias()).startsWith(10, 20);
    }
  }

  @Test
  void sizes_that_do_not_fit_are_refused() {
    assertThatThrownBy(() -> head.scaledBy(new float[] {1})).hasMessage("1 scales for 2 classes");
    assertThatThrownBy(() -> head.logits(new float[3])).hasMessageContaining("rows of 2");
    assertThatThrownBy(() -> new LinearHead(new float[3], new float[2]))
        .hasMessageContaining("3 weights");
  }

  @Test
  void normalization_is_mean_and_deviation_of_each_channel() {
    byte[] pixels = {0, 7, 5, (byte) 200, 7, 5};
    TrainingSet set = TrainingSet.ofRows(new ImageShape(1, 2, 3), 1, pixels, new int[] {0});

    Normalization normalization = Normalization.of(set);

    assertThat(normalization.mean()).containsExactly(100f, 7f, 5f);
    assertThat(normalization.deviation()).containsExactly(100f, 1f, 1f);
  }
}
