package io.longshore.domain.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.domain.image.ImageShape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GoldenBatchTest {
  private static final GoldenBatch TWO =
      new GoldenBatch(
          new ImageShape(1, 2, 1), 3, new byte[] {0, 1, -1, 127}, new float[] {1, 2, 3, -4, 5, 6});

  @Test
  void what_is_written_is_read() {
    GoldenBatch read = GoldenBatch.read(TWO.bytes());

    assertThat(read.count()).isEqualTo(2);
    assertThat(read.shape()).isEqualTo(TWO.shape());
    assertThat(read.pixels(1)).containsExactly(-1, 127);
    assertThat(read.logits(1)).containsExactly(-4, 5, 6);
  }

  @Test
  void a_batch_that_was_cut_off_is_refused() {
    byte[] cut = Arrays.copyOf(TWO.bytes(), TWO.bytes().length - 1);

    assertThatThrownBy(() -> GoldenBatch.read(cut))
        .hasMessage("a golden batch of 2 images of 1x2x1 and 3 classes has 56 bytes, not 55");
  }

  @Test
  void other_bytes_are_refused() {
    assertThatThrownBy(() -> GoldenBatch.read(new byte[100])).hasMessage("this is no golden batch");
  }
}
