package io.longshore.bench.ssd;

import io.longshore.ssd.ExpertsModel;
import io.longshore.ssd.TrainedModel;
import io.longshore.ssd.net.LinearHead;
import io.longshore.ssd.net.Tensor;

/** What a training leaves behind. It holds native memory until it is closed. */
sealed interface Learner extends AutoCloseable {

  /** What all readings of images (n, height, width, channels) have in common, a row for each. */
  float[] encode(byte[] images);

  /** Logits (n, classes) by one reading of what was encoded. */
  float[] logits(float[] encoded, Reading reading);

  /** Numbers that one answer by that reading depends on. */
  long parameters(Reading reading);

  /**
   * The model, for a training that goes on from it.
   *
   * @throws IllegalArgumentException if it is of several networks
   */
  TrainedModel model();

  @Override
  void close();

  /** One encoder, whose features linear heads read. */
  record OneNetwork(TrainedModel model) implements Learner {
    @Override
    public float[] encode(byte[] images) {
      return model.features(images);
    }

    @Override
    public float[] logits(float[] encoded, Reading reading) {
      return reading.head(model).logits(encoded);
    }

    @Override
    public long parameters(Reading reading) {
      LinearHead head = reading.head(model);
      long encoder = model.encoder().learned().stream().mapToLong(Tensor::size).sum();
      return encoder + (long) head.classes() * (head.width() + 1);
    }

    @Override
    public void close() {
      model.close();
    }
  }

  /** Experts, who answer by the mean of their logits only. */
  record Several(ExpertsModel experts) implements Learner {
    @Override
    public float[] encode(byte[] images) {
      return experts.logits(images);
    }

    @Override
    public float[] logits(float[] encoded, Reading reading) {
      requireMean(reading);
      return encoded;
    }

    @Override
    public long parameters(Reading reading) {
      requireMean(reading);
      return experts.parameters();
    }

    private void requireMean(Reading reading) {
      if (reading != Reading.MEAN) {
        throw new IllegalArgumentException(
            experts.experts()
                + " experts answer by their mean, there is no head to read as "
                + reading);
      }
    }

    @Override
    public TrainedModel model() {
      throw new IllegalArgumentException(
          "a model of %d experts has no single encoder and head: it cannot be rebalanced, distilled or exported"
              .formatted(experts.experts()));
    }

    @Override
    public void close() {
      experts.close();
    }
  }
}
