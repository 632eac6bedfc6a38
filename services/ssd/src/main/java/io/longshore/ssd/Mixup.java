package io.longshore.ssd;

import io.longshore.ssd.fit.Batch;

/**
 * Mixup (Zhang et al., ICLR 2018): learn from {@code lambda x_i + (1-lambda) x_j} with the loss
 * {@code lambda L(y_i) + (1-lambda) L(y_j)}. A batch has one lambda and each image one partner.
 *
 * @param alpha of the distribution Beta(alpha, alpha) that lambda comes from; 0 for no mixing
 */
public record Mixup(double alpha) {
  /** Images as they are. */
  public static final Mixup NONE = new Mixup(0);

  public Mixup {
    if (!(alpha >= 0) || Double.isInfinite(alpha)) {
      throw new IllegalArgumentException("alpha of mixup must not be negative: " + alpha);
    }
  }

  Mixture draw(Batch batch) {
    if (alpha == 0) {
      return Mixture.NONE;
    }
    double lambda = SymmetricBeta.draw(alpha, batch.random());
    int images = Math.toIntExact(batch.labels().getShape().get(0));
    return new Mixture.Pairs(lambda, Permutation.of(images, batch.random()));
  }
}
