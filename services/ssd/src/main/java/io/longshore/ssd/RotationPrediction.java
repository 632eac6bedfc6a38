package io.longshore.ssd;

import ai.djl.ndarray.NDArray;
import io.longshore.ssd.data.ImageShape;
import io.longshore.ssd.fit.Batch;
import io.longshore.ssd.net.LinearLayer;
import io.longshore.ssd.net.Mode;
import io.longshore.ssd.net.ResNet;
import io.longshore.ssd.net.Tensor;
import java.util.List;

/**
 * {@link Rotation} while it is trained: {@code CE(W_r f(turn_r(a'(x))) + b_r, r)}, every batch
 * turned in equal parts. Learned: (W_r, b_r), and f, whose batch normalisation sees both views.
 */
final class RotationPrediction implements SelfSupervisedTask {
  private final Rotation parameters;
  private final ResNet encoder; // f
  private final LinearLayer head; // W_r, b_r

  RotationPrediction(Rotation parameters, ResNet encoder, long seed) {
    ImageShape image = encoder.spec().image();
    if (image.height() != image.width()) {
      throw new IllegalArgumentException(
          "a quarter turn needs square images, not " + image + "; choose the contrastive task");
    }
    this.parameters = parameters;
    this.encoder = encoder;
    this.head =
        new LinearLayer(
            "rotation",
            encoder.spec().featureWidth(),
            QuarterTurns.COUNT,
            seed,
            encoder.compute().device());
  }

  @Override
  public List<Tensor> learned() {
    return head.learned();
  }

  @Override
  public List<Tensor> state() {
    return head.tensors();
  }

  @Override
  public NDArray loss(NDArray f, Batch batch, Mixture mixture) {
    NDArray turned = QuarterTurns.images(batch.view(1)); // (batch, height, width, channels)
    NDArray r = QuarterTurns.labels(batch.view(1)); // (batch)
    NDArray z = head.forward(encoder.features(turned, Mode.TRAIN)); // (batch, 4)
    return Losses.times(Losses.crossEntropy(z, r), parameters.weight());
  }

  @Override
  public void close() {
    head.close();
  }
}
