package io.longshore.ssd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.longshore.ssd.fit.Batch;
import io.longshore.ssd.torch.Torch;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MixupTest {
  private static final Mixture QUARTER =
      new Mixture.Pairs(0.75, new Permutation(new int[] {1, 2, 0}));

  @Test
  void an_image_and_its_partner_show_by_their_shares() {
    try (NDManager step = Torch.newManager()) {
      NDArray x =
          step.create(new float[] {0, 100, 255}, new Shape(3, 1, 1, 1))
              .toType(DataType.UINT8, true);

      NDArray mixed = QUARTER.images(x);

      assertThat(mixed.getDataType()).isEqualTo(DataType.UINT8);
      assertThat(mixed.toType(DataType.INT32, true).toIntArray()).containsExactly(25, 139, 191);
      assertThat(x.toType(DataType.INT32, true).toIntArray()).containsExactly(0, 100, 255);
    }
  }

  @Test
  void the_loss_weighs_both_labels_by_the_same_shares() {
    try (NDManager step = Torch.newManager()) {
      NDArray z = step.create(new float[] {1, 2, 3, 4, 5, 6, 0, 9, 1}, new Shape(3, 3));
      NDArray y = step.create(new long[] {0, 1, 2});
      NDArray partners = step.create(new long[] {1, 2, 0});

      float loss = QUARTER.loss(rows -> Losses.crossEntropy(z, rows.apply(y))).getFloat();

      float own = Losses.crossEntropy(z, y).getFloat();
      float other = Losses.crossEntropy(z, partners).getFloat();
      assertThat(loss).isCloseTo(0.75f * own + 0.25f * other, within(1e-5f));
    }
  }

  @Test
  void the_same_stream_mixes_alike_and_no_mixup_draws_nothing_from_it() {
    try (NDManager step = Torch.newManager()) {
      NDArray y = step.create(new long[] {0, 1, 2, 3});
      SplittableRandom untouched = new SplittableRandom(3);

      Mixture none = Mixup.NONE.draw(new Batch(step, List.of(), y, untouched));
      Mixture.Pairs first = pairs(step, y);
      Mixture.Pairs second = pairs(step, y);

      assertThat(none).isEqualTo(Mixture.NONE);
      assertThat(untouched.nextLong()).isEqualTo(new SplittableRandom(3).nextLong());
      assertThat(second.lambda()).isEqualTo(first.lambda());
      assertThat(second.partners().order()).containsExactly(first.partners().order());
    }
  }

  private static Mixture.Pairs pairs(NDManager step, NDArray y) {
    Batch batch = new Batch(step, List.of(), y, new SplittableRandom(3));
    return (Mixture.Pairs) new Mixup(1).draw(batch);
  }

  @Test
  void an_alpha_below_zero_is_refused() {
    assertThatThrownBy(() -> new Mixup(-1)).hasMessageContaining("alpha");
  }
}
