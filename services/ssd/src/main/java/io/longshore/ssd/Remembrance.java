package io.longshore.ssd;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import io.longshore.ssd.net.LinearHead;
import io.longshore.ssd.net.LinearLayer;
import io.longshore.ssd.net.Mode;
import io.longshore.ssd.net.ResNet;
import io.longshore.ssd.torch.Compute;
import io.longshore.ssd.torch.Torch;

/** What is remembered of the live model while its successor is trained. */
sealed interface Remembrance extends AutoCloseable {
  Remembrance NONE = new Nothing();

  /**
   * The loss of saying something else about the old classes.
   *
   * @param z logits of the head that is being trained // (batch, classes)
   * @param x the images they are of // (batch, height, width, channels)
   */
  NDArray loss(NDArray z, NDArray x);

  @Override
  void close();

  /** There is no live model, or it may be forgotten. */
  record Nothing() implements Remembrance {
    @Override
    public NDArray loss(NDArray z, NDArray x) {
      return Losses.none(z.getManager());
    }

    @Override
    public void close() {}
  }

  /**
   * The live model's encoder and the head it was learned with: unscaled, since the head that
   * follows it is yet to be rebalanced, too.
   */
  final class Live implements Remembrance {
    private final Remembering parameters;
    private final ResNet encoder; // f_live
    private final LinearLayer head; // W_live, b_live
    private final NDIndex oldClasses;

    Live(Remembering parameters, ResNet encoder, LinearHead head, Compute compute) {
      this.parameters = parameters;
      this.encoder = encoder.copyOn(compute);
      this.head = LinearLayer.of("live", head, compute.device());
      this.oldClasses = new NDIndex(":, :{}", head.classes());
    }

    @Override
    public NDArray loss(NDArray z, NDArray x) {
      NDArray v = // (batch, old classes), without gradient
          Torch.withoutGradients(() -> head.forward(encoder.features(x, Mode.EVALUATE)));
      NDArray old = z.get(oldClasses); // (batch, old classes)
      return Losses.times(
          Losses.distillation(old, v, parameters.temperature()), parameters.weight());
    }

    @Override
    public void close() {
      encoder.close();
      head.close();
    }
  }
}
