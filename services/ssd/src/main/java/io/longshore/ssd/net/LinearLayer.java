package io.longshore.ssd.net;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import io.longshore.ssd.net.Tensor.Role;
import io.longshore.ssd.torch.Torch;
import java.util.List;

/** {@code W x + b} on tensors: a head while it is being trained. */
public final class LinearLayer implements Network {
  private final NDManager manager;
  private final Tensor weight; // (out, in)
  private final Tensor bias; // (out)

  public LinearLayer(String name, int in, int out, long seed) {
    this(name, in, out, seed, Device.cpu());
  }

  public LinearLayer(String name, int in, int out, long seed, Device device) {
    this.manager = Torch.newManager(device);
    this.weight =
        new Tensor(
            name + ".weight",
            Role.WEIGHT,
            manager.create(
                Initial.uniform(out * in, in, name + ".weight", seed), new Shape(out, in)));
    this.bias =
        new Tensor(
            name + ".bias",
            Role.OFFSET,
            manager.create(Initial.uniform(out, in, name + ".bias", seed), new Shape(out)));
  }

  /** A layer of the values of {@code head}. */
  public static LinearLayer of(String name, LinearHead head) {
    return of(name, head, Device.cpu());
  }

  public static LinearLayer of(String name, LinearHead head, Device device) {
    LinearLayer layer = new LinearLayer(name, head.width(), head.classes(), 0, device);
    layer.startFrom(head);
    return layer;
  }

  /** (batch, in) -> (batch, out). */
  public NDArray forward(NDArray x) {
    return Linear.linear(x, weight.value(), bias.value()).singletonOrThrow();
  }

  /** The values as they are now, away from the engine. */
  public LinearHead head() {
    return new LinearHead(weight.toArray(), bias.toArray());
  }

  /**
   * Overwrites the rows of the classes that {@code head} knows; further classes keep their random
   * rows.
   */
  public void startFrom(LinearHead head) {
    float[] w = weight.toArray();
    float[] b = bias.toArray();
    if (head.width() * b.length != w.length || head.classes() > b.length) {
      throw new IllegalArgumentException(
          "a head of "
              + head.classes()
              + " classes over "
              + head.width()
              + " features cannot start one of "
              + b.length
              + " classes over "
              + w.length / b.length);
    }
    System.arraycopy(head.weight(), 0, w, 0, head.weight().length);
    System.arraycopy(head.bias(), 0, b, 0, head.bias().length);
    weight.value().set(w);
    bias.value().set(b);
  }

  @Override
  public List<Tensor> tensors() {
    return List.of(weight, bias);
  }

  @Override
  public void close() {
    manager.close();
  }
}
