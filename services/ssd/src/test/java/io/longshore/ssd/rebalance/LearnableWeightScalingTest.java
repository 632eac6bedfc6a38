package io.longshore.ssd.rebalance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.ssd.net.LinearHead;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LearnableWeightScalingTest {
  private static final LearnableWeightScaling SCALING = LearnableWeightScaling.standard();

  @Test
  void a_rare_class_whose_logits_are_too_small_gets_the_larger_scale() {
    // 90 images at +1 of class 0, 10 at -1 of class 1; the head leans to class 0.
    float[] features = new float[100];
    int[] labels = new int[100];
    for (int i = 0; i < 100; i++) {
      labels[i] = i < 90 ? 0 : 1;
      features[i] = i < 90 ? 1 : -1;
    }
    LinearHead leaning = new LinearHead(new float[] {0.5f, -0.5f}, new float[] {2, 1});

    float[] s = SCALING.fit(features, labels, leaning, new SplittableRandom(1));

    assertThat(s[1]).isGreaterThan(s[0]);
    float[] rare = leaning.scaledBy(s).logits(new float[] {-1});
    assertThat(rare[1]).isGreaterThan(rare[0]);
  }

  @Test
  void a_class_without_a_row_keeps_the_scale_one() {
    float[] s =
        SCALING.fit(
            new float[] {1, -1},
            new int[] {0, 2},
            new LinearHead(new float[] {1, 1, 1}, new float[] {1, 0, 0}),
            new SplittableRandom(1));

    assertThat(s[1]).isEqualTo(1);
    assertThat(s[0]).isNotEqualTo(1);
  }

  @Test
  void the_same_seed_gives_the_same_scales() {
    float[] features = {1, 2, -1, 0.5f};
    int[] labels = {0, 1, 1, 0};
    LinearHead head = new LinearHead(new float[] {1, -1}, new float[] {0, 0.1f});

    float[] s = SCALING.fit(features, labels, head, new SplittableRandom(4));

    assertThat(SCALING.fit(features, labels, head, new SplittableRandom(4))).isEqualTo(s);
  }

  @Test
  void labels_that_do_not_fit_the_features_are_refused() {
    LinearHead head = new LinearHead(new float[] {1, -1}, new float[] {0, 0});

    assertThatThrownBy(() -> SCALING.fit(new float[3], new int[2], head, new SplittableRandom(1)))
        .hasMessageContaining("2 labels and 3 numbers");
  }
}
