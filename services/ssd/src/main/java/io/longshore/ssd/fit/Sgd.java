package io.longshore.ssd.fit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.longshore.ssd.net.Tensor;
import io.longshore.ssd.net.Tensor.Role;
import io.longshore.ssd.torch.Torch;
import java.util.ArrayList;
import java.util.List;

/**
 * Stochastic gradient descent with momentum in PyTorch's form, {@code v <- m v + (g + decay w); w
 * <- w - rate v}. The rate stays outside the velocity, so a change of rate acts at once.
 *
 * <p>While it lives its tensors take gradients; closing it ends that and frees the velocities.
 */
final class Sgd implements AutoCloseable {
  private final NDManager manager;
  private final Optimization optimization;
  private final NDArray momentum; // ()
  private final NDArray decay; // ()
  private final List<Tensor> parameters;
  private final List<Tensor> velocities = new ArrayList<>();

  Sgd(List<Tensor> parameters, Optimization optimization) {
    this.manager = Torch.newManager(parameters.get(0).value().getDevice());
    this.parameters = parameters;
    this.optimization = optimization;
    this.momentum = manager.create((float) optimization.momentum());
    this.decay = manager.create((float) optimization.weightDecay());
    for (Tensor w : parameters) {
      w.value().setRequiresGradient(true);
      velocities.add(
          new Tensor("velocity of " + w.name(), w.role(), manager.zeros(w.value().getShape())));
    }
  }

  /** One update by the gradients as they are, which are zero afterwards. */
  void step(double learningRate) {
    List<NDArray> gradients = parameters.stream().map(w -> w.value().getGradient()).toList();
    double shrink = Math.min(1, optimization.largestGradient() / globalNorm(gradients));
    try (NDArray downhill = manager.create((float) -learningRate)) {
      for (int i = 0; i < gradients.size(); i++) {
        try (NDArray g = gradients.get(i)) {
          Tensor w = parameters.get(i);
          NDArray v = velocities.get(i).value();
          if (shrink < 1) {
            g.muli(shrink);
          }
          v.muli(momentum).addi(g);
          if (decays(w)) {
            addScaled(v, w.value(), decay);
          }
          addScaled(w.value(), v, downhill);
          g.subi(g);
        }
      }
    }
  }

  /** Drops what a backward pass that broke off left behind. */
  void forgetGradients() {
    for (Tensor w : parameters) {
      try (NDArray g = w.value().getGradient()) {
        g.subi(g);
      }
    }
  }

  /** Root of the sum of all squares; only looked at where a largest norm is set. */
  private double globalNorm(List<NDArray> gradients) {
    if (Double.isInfinite(optimization.largestGradient())) {
      return 0;
    }
    double sum = 0;
    for (NDArray g : gradients) {
      try (NDArray norm = g.norm()) {
        double length = norm.getFloat();
        sum += length * length;
      }
    }
    return Math.sqrt(sum);
  }

  private boolean decays(Tensor w) {
    return optimization.weightDecay() > 0
        && (optimization.decayed() == Optimization.Decayed.EVERYTHING || w.role() == Role.WEIGHT);
  }

  private static void addScaled(NDArray target, NDArray addend, NDArray factor) {
    try (NDArray scaled = addend.mul(factor)) {
      target.addi(scaled);
    }
  }

  /** What a checkpoint keeps of it. */
  List<Tensor> velocities() {
    return velocities;
  }

  @Override
  public void close() {
    parameters.forEach(w -> w.value().setRequiresGradient(false));
    manager.close();
  }
}
