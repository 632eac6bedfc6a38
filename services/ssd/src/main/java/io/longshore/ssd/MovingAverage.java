package io.longshore.ssd;

import ai.djl.ndarray.NDArray;
import io.longshore.ssd.net.Network;
import io.longshore.ssd.net.Tensor;
import java.util.List;

/**
 * {@code theta_k <- m theta_k + (1-m) theta_q}, on learned tensors only: statistics are the key
 * encoder's own.
 */
record MovingAverage(double momentum) {

  MovingAverage {
    if (!(momentum >= 0 && momentum <= 1)) {
      throw new IllegalArgumentException(
          "the momentum of a moving average lies in [0, 1]: " + momentum);
    }
  }

  void update(Network key, Network query) {
    List<Tensor> targets = key.learned();
    List<Tensor> sources = query.learned();
    for (int i = 0; i < targets.size(); i++) {
      try (NDArray share = sources.get(i).value().mul(1 - momentum)) {
        targets.get(i).value().muli(momentum).addi(share);
      }
    }
  }
}
