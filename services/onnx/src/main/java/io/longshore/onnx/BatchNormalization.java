package io.longshore.onnx;

/**
 * A batch normalisation as it is after training: {@code gamma (x - mean) / sqrt(variance + epsilon)
 * + beta}, a number a channel.
 */
public final class BatchNormalization {
  private final float[] gamma;
  private final float[] beta;
  private final float[] mean;
  private final float[] variance;
  private final double epsilon;

  public BatchNormalization(
      float[] gamma, float[] beta, float[] mean, float[] variance, double epsilon) {
    if (beta.length != gamma.length
        || mean.length != gamma.length
        || variance.length != gamma.length) {
      throw new IllegalArgumentException(
          "gamma, beta, mean and variance have %d, %d, %d and %d channels"
              .formatted(gamma.length, beta.length, mean.length, variance.length));
    }
    this.gamma = gamma.clone();
    this.beta = beta.clone();
    this.mean = mean.clone();
    this.variance = variance.clone();
    this.epsilon = epsilon;
  }

  int channels() {
    return gamma.length;
  }

  double scale(int channel) {
    return gamma[channel] / Math.sqrt(variance[channel] + epsilon);
  }

  double offset(int channel) {
    return beta[channel] - mean[channel] * scale(channel);
  }
}
