package io.longshore.ssd;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** How the images of one batch were mixed, and so what a loss about them is. */
sealed interface Mixture {
  /** Every image by itself. */
  Mixture NONE = new Single();

  /** The mixed images, uint8 as x is // (batch, height, width, channels). */
  NDArray images(NDArray x);

  /**
   * A loss about what the images are of.
   *
   * @param loss given a function that takes rows about the images (labels, keys) to those of an
   *     image within each mixed one
   */
  NDArray loss(Function<UnaryOperator<NDArray>, NDArray> loss);

  /** Nothing is mixed. */
  record Single() implements Mixture {
    @Override
    public NDArray images(NDArray x) {
      return x;
    }

    @Override
    public NDArray loss(Function<UnaryOperator<NDArray>, NDArray> loss) {
      return loss.apply(UnaryOperator.identity());
    }
  }

  /**
   * Each image with a partner.
   *
   * @param lambda share of the image itself
   * @param partners of the images
   */
  record Pairs(double lambda, Permutation partners) implements Mixture {
    @Override
    public NDArray images(NDArray x) {
      NDArray own = x.toType(DataType.FLOAT32, true).muli(lambda);
      NDArray other = partners.rows(x).toType(DataType.FLOAT32, true).muli(1 - lambda);
      return own.addi(other).round().toType(DataType.UINT8, true);
    }

    @Override
    public NDArray loss(Function<UnaryOperator<NDArray>, NDArray> loss) {
      NDArray own = loss.apply(UnaryOperator.identity());
      NDArray other = loss.apply(partners::rows);
      return Losses.times(own, lambda).add(Losses.times(other, 1 - lambda));
    }
  }
}
