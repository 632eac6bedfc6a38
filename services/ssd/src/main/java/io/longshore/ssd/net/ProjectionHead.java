package io.longshore.ssd.net;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import java.util.List;
import java.util.stream.Stream;

/**
 * g of stage I: linear, ReLU, linear, no batch normalisation, then unit length. Thrown away after
 * the stage.
 */
public final class ProjectionHead implements Network {
  private final LinearLayer hidden;
  private final LinearLayer output;

  public ProjectionHead(int in, int out, long seed, Device device) {
    this.hidden = new LinearLayer("projection.hidden", in, in, seed, device);
    this.output = new LinearLayer("projection.output", in, out, seed, device);
  }

  /** normalize(g(x)): (batch, d) -> (batch, out), rows of length 1. */
  public NDArray forward(NDArray features) {
    try (NDArray a = hidden.forward(features);
        NDArray r = Activation.relu(a);
        NDArray p = output.forward(r)) {
      return p.normalize(2, 1);
    }
  }

  @Override
  public List<Tensor> tensors() {
    return Stream.of(hidden, output).flatMap(l -> l.tensors().stream()).toList();
  }

  @Override
  public void close() {
    hidden.close();
    output.close();
  }
}
