package io.longshore.ssd.rebalance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.longshore.ssd.net.LinearHead;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ClassifierRetrainingTest {
  private static final ClassifierRetraining RETRAINING = ClassifierRetraining.standard();

  @Test
  void a_rare_class_that_the_head_never_names_is_named() {
    // 90 images about (1, 0) of class 0, 10 about (0, 1) of class 1; the head has class 0 for all.
    float[] features = new float[200];
    int[] labels = new int[100];
    for (int i = 0; i < 100; i++) {
      labels[i] = i < 90 ? 0 : 1;
      features[2 * i + labels[i]] = 1 + 0.001f * i;
    }
    LinearHead deaf = new LinearHead(new float[4], new float[] {3, -3});

    LinearHead head = RETRAINING.fit(features, labels, deaf, new SplittableRandom(1));

    float[] z = head.logits(new float[] {1, 0, 0, 1});
    assertThat(z[0]).isGreaterThan(z[1]);
    assertThat(z[3]).isGreaterThan(z[2]);
  }

  @Test
  void one_step_is_the_gradient_of_cross_entropy() {
    // z = (0.5, 0), p = softmax(z); dW = (p - onehot) x, db = p - onehot.
    var oneStep = new ClassifierRetraining(1, 1, 0.1, 0, 0);
    LinearHead start = new LinearHead(new float[] {0.25f, 0}, new float[] {0, 0});
    double p = 1 / (1 + Math.exp(-0.5));

    LinearHead head = oneStep.fit(new float[] {2}, new int[] {0}, start, new SplittableRandom(1));

    // Class 1 has no image, so class 0 has no alternative and nothing is learned.
    assertThat(head.weight()).containsExactly(0.25f, 0);

    LinearHead both =
        new ClassifierRetraining(1, 2, 0.1, 0, 0)
            .fit(new float[] {2, -2}, new int[] {0, 1}, start, new SplittableRandom(1));
    // By symmetry both images give the same gradient of the weights, and none of the biases.
    assertThat(both.weight()[0]).isCloseTo((float) (0.25 + 0.1 * (1 - p) * 2), within(1e-6f));
    assertThat(both.weight()[1]).isCloseTo((float) (-0.1 * (1 - p) * 2), within(1e-6f));
    assertThat(both.bias()[0]).isCloseTo(0, within(1e-6f));
  }

  @Test
  void a_class_without_a_row_keeps_its_weights() {
    LinearHead start = new LinearHead(new float[] {1, 2, 3}, new float[] {0.5f, 0.25f, 0.125f});

    LinearHead head =
        RETRAINING.fit(new float[] {1, -1}, new int[] {0, 2}, start, new SplittableRandom(1));

    assertThat(head.weight()[1]).isEqualTo(2);
    assertThat(head.bias()[1]).isEqualTo(0.25f);
    assertThat(head.weight()[0]).isNotEqualTo(1);
  }

  @Test
  void a_strong_pull_leaves_the_head_near_where_it_was() {
    float[] features = {1, -1, 0.5f, -0.25f};
    int[] labels = {0, 1, 0, 1};
    LinearHead start = new LinearHead(new float[] {-1, 1}, new float[2]);

    LinearHead free =
        new ClassifierRetraining(600, 4, 0.1, 0.9, 0)
            .fit(features, labels, start, new SplittableRandom(1));
    LinearHead pulled =
        new ClassifierRetraining(600, 4, 0.1, 0.9, 1)
            .fit(features, labels, start, new SplittableRandom(1));

    assertThat(free.weight()[0]).isGreaterThan(1);
    assertThat(pulled.weight()[0]).isBetween(-1f, -0.5f);
  }

  @Test
  void the_same_seed_gives_the_same_head() {
    float[] features = {1, 2, -1, 0.5f};
    int[] labels = {0, 1, 1, 0};
    LinearHead start = new LinearHead(new float[] {1, -1}, new float[] {0, 0.1f});

    LinearHead head = RETRAINING.fit(features, labels, start, new SplittableRandom(4));
    LinearHead again = RETRAINING.fit(features, labels, start, new SplittableRandom(4));

    assertThat(again.weight()).isEqualTo(head.weight());
    assertThat(again.bias()).isEqualTo(head.bias());
  }

  @Test
  void labels_that_do_not_fit_the_features_are_refused() {
    LinearHead head = new LinearHead(new float[] {1, -1}, new float[] {0, 0});

    assertThatThrownBy(
            () -> RETRAINING.fit(new float[3], new int[2], head, new SplittableRandom(1)))
        .hasMessageContaining("2 labels and 3 numbers");
  }
}
