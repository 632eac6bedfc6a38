package io.longshore.ssd;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.longshore.ssd.torch.Torch;
import org.junit.jupiter.api.Test;

class QuarterTurnsTest {

  @Test
  void each_quarter_of_a_batch_is_turned_once_more_counter_clockwise() {
    try (NDManager step = Torch.newManager()) {
      NDArray x =
          step.create(
                  new float[] {1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4},
                  new Shape(4, 2, 2, 1))
              .toType(DataType.UINT8, true);

      int[] turned = QuarterTurns.images(x).toType(DataType.INT32, true).toIntArray();

      assertThat(turned)
          .containsExactly(
              1, 2, 3, 4, // 1 2 over 3 4
              2, 4, 1, 3, //
              4, 3, 2, 1, //
              3, 1, 4, 2);
      assertThat(QuarterTurns.labels(x).toLongArray()).containsExactly(0, 1, 2, 3);
    }
  }

  @Test
  void a_batch_that_four_does_not_divide_is_turned_whole() {
    try (NDManager step = Torch.newManager()) {
      NDArray x = step.ones(new Shape(6, 2, 2, 3)).toType(DataType.UINT8, true);

      assertThat(QuarterTurns.images(x).getShape()).isEqualTo(x.getShape());
      assertThat(QuarterTurns.labels(x).toLongArray()).containsExactly(0, 1, 1, 2, 3, 3);
    }
  }

  @Test
  void two_images_are_turned_too() {
    try (NDManager step = Torch.newManager()) {
      NDArray x = step.ones(new Shape(2, 2, 2, 1)).toType(DataType.UINT8, true);

      assertThat(QuarterTurns.images(x).getShape()).isEqualTo(x.getShape());
      assertThat(QuarterTurns.labels(x).toLongArray()).containsExactly(1, 3);
    }
  }
}
