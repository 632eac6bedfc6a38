package io.longshore.ssd;

import io.longshore.ssd.net.LinearLayer;
import io.longshore.ssd.net.Network;
import io.longshore.ssd.net.ResNet;
import io.longshore.ssd.net.Tensor;
import java.util.List;
import java.util.stream.Stream;

/** The student while it is trained: f', (W_h, b_h), (W_s, b_s). */
record StudentNetwork(ResNet encoder, LinearLayer hard, LinearLayer soft) implements Network {

  @Override
  public List<Tensor> tensors() {
    return Stream.of(encoder, hard, soft).flatMap(network -> network.tensors().stream()).toList();
  }

  StudentNetwork copy() {
    return new StudentNetwork(
        encoder.copy(),
        LinearLayer.of("hard", hard.head(), encoder.compute().device()),
        LinearLayer.of("soft", soft.head(), encoder.compute().device()));
  }

  /** What it has become, for the next stage. */
  Student student() {
    return new Student(encoder.copy(), hard.head(), soft.head());
  }

  @Override
  public void close() {
    encoder.close();
    hard.close();
    soft.close();
  }
}
